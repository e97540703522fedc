package dev.webrtclab.natprobe.turn.ice4j;

/**
 * ice4j reads its settings from system properties when its first class loads; values given from
 * outside win.
 */
final class CodecSettings {
    private CodecSettings() {}

    static void apply() {
        set("ice4j.software", "");
        set("ice4j.redact-remote-addresses", "true");
        set("ice4j.harvest.mapping.aws.enabled", "false"); // would ask 169.254.169.254
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
