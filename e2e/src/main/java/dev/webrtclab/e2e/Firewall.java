package dev.webrtclab.e2e;

import java.util.List;

/**
 * Drops packets inside one container's own network namespace; they pass again once this is closed.
 * What it does takes effect at once: the container beside it that may do so runs already.
 */
public final class Firewall implements AutoCloseable {
    private static final String TABLE = "lab_test";

    /** Ends what a run that was cut off left behind. */
    private static final String AT_MOST = "15m";

    private final String helper;

    private Firewall(String service, List<String> in, List<String> out) {
        String container = Lab.compose("ps", "-q", service).lines().findFirst().orElseThrow();
        helper = Lab.startBeside(container, "sleep", AT_MOST);
        try {
            nft(table(in, out));
        } catch (RuntimeException e) {
            removeHelper();
            throw e;
        }
    }

    private String nft(String commands) {
        return Lab.docker("exec", helper, "nft", commands);
    }

    private void removeHelper() {
        Lab.docker("rm", "--force", helper);
    }

    /**
     * Drops the datagrams that clients send to a service's listening port, as a network that
     * forbids UDP would; the relay's own traffic to the peers still flows.
     */
    public static Firewall dropUdpFromClientsTo(String service) {
        return new Firewall(service, List.of("udp dport { 3478, 3479 } counter drop"), List.of());
    }

    /** Lets nothing in or out of a service, as if its cable were pulled. */
    public static Firewall cutOff(String service) {
        return new Firewall(
                service, List.of("iif != lo counter drop"), List.of("oif != lo counter drop"));
    }

    /** Loses some of the datagrams that go in and out of a service, each by chance. */
    public static Firewall lose(int percent, String service) {
        String some = " meta l4proto udp numgen random mod 100 < " + percent + " counter drop";
        return new Firewall(service, List.of("iif != lo" + some), List.of("oif != lo" + some));
    }

    /** How many packets were dropped. */
    public long dropped() {
        return nft("list table inet " + TABLE)
                .lines()
                .filter(line -> line.contains("counter packets"))
                .mapToLong(
                        line -> Long.parseLong(line.replaceAll(".*counter packets (\\d+).*", "$1")))
                .sum();
    }

    @Override
    public void close() {
        try {
            nft("delete table inet " + TABLE);
        } finally {
            removeHelper();
        }
    }

    private static String table(List<String> in, List<String> out) {
        return """
               table inet %s {
                   chain in {
                       type filter hook input priority 0;
                       %s
                   }
                   chain out {
                       type filter hook output priority 0;
                       %s
                   }
               }
               """
                .formatted(TABLE, String.join("\n", in), String.join("\n", out));
    }
}
