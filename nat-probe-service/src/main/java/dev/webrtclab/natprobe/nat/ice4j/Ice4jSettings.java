package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Patience;

/**
 * ice4j reads its settings from system properties when its first class loads; values given from
 * outside win.
 */
final class Ice4jSettings {
    private Ice4jSettings() {}

    static void apply() {
        // The parameter of sendRequest does not reach the first pause (ice4j creates its timer
        // before), the property does.
        set("org.ice4j.FIRST_CTRAN_RETRANS_AFTER", Integer.toString(Patience.FIRST_PAUSE_MS));
        set("ice4j.software", "");
        set("ice4j.redact-remote-addresses", "true");
        set("ice4j.harvest.mapping.aws.enabled", "false"); // would ask 169.254.169.254
        set("ice4j.harvest.use-link-local-addresses", "false");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
