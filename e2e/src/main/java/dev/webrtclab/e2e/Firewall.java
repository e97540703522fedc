package dev.webrtclab.e2e;

import java.util.List;

/**
 * Blocks packets inside one container's own network namespace, from a second container beside it:
 * nothing outside the lab is touched, and the rules go away with it.
 */
public final class Firewall implements AutoCloseable {
    private static final String IMAGE = "webrtc-lab/nat-lab";

    private final String container;

    private Firewall(String container) {
        this.container = container;
    }

    /**
     * Drops the datagrams that clients send to a service's listening port, as a network that
     * forbids UDP would; the relay's own traffic to the peers still flows.
     */
    public static Firewall dropUdpFromClientsTo(String service) {
        String container = Lab.compose("ps", "-q", service).lines().findFirst().orElseThrow();
        Firewall firewall = new Firewall(container);
        firewall.nft("add table inet lab_test");
        firewall.nft(
                "add chain inet lab_test in { type filter hook input priority 0; policy accept; }");
        firewall.nft("add rule inet lab_test in udp dport { 3478, 3479 } counter drop");
        return firewall;
    }

    /** How many datagrams were dropped. */
    public long dropped() {
        String rules = nft("list table inet lab_test");
        return rules.lines()
                .filter(line -> line.contains("counter packets"))
                .mapToLong(
                        line -> Long.parseLong(line.replaceAll(".*counter packets (\\d+).*", "$1")))
                .sum();
    }

    @Override
    public void close() {
        nft("delete table inet lab_test");
    }

    private String nft(String rule) {
        return Shell.run(
                        Lab.root(),
                        java.time.Duration.ofSeconds(30),
                        List.of(
                                "docker",
                                "run",
                                "--rm",
                                "--network",
                                "container:" + container,
                                "--cap-drop",
                                "ALL",
                                "--cap-add",
                                "NET_ADMIN",
                                "--user",
                                "0",
                                "--entrypoint",
                                "nft",
                                IMAGE,
                                rule))
                .orThrow();
    }
}
