package dev.webrtclab.e2e.natlab;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An internet of the test's own: a network with a STUN server on two addresses. */
final class Internet implements AutoCloseable {
    static final String STUN = "10.98.0.10";
    static final String COTURN = "coturn/coturn:4.18";

    /** The router image, built from this checkout for this test. */
    static final String IMAGE = "webrtc-lab/nat-lab-referee";

    private static final String SUBNET = "10.98.0.0/24";
    private static final String SECOND_STUN = "10.98.0.11";

    private final String server;

    private Internet(String server) {
        this.server = server;
    }

    /** Builds the router image, and starts the network and its STUN server. */
    static Internet start() {
        Containers.removeLeftovers();
        Shell.run(
                        Lab.root(),
                        Duration.ofMinutes(10),
                        List.of("docker", "build", "-q", "-t", IMAGE, "nat-lab"))
                .orThrow();
        try {
            String network = Containers.createNetwork("internet", SUBNET);
            String server =
                    Containers.run("server")
                            .with("--network", network, "--ip", STUN, "--init", "--cap-drop=ALL")
                            .with("--cap-add=NET_ADMIN", "--cap-add=SETUID", "--cap-add=SETGID")
                            .with("--entrypoint=/opt/nat-lab/second-address.sh", "--no-healthcheck")
                            .of(IMAGE, STUN, SECOND_STUN + "/24");
            await("second address of the server")
                    .until(() -> Containers.in(server, "ip", "address").contains(SECOND_STUN));
            String coturn =
                    Containers.run("coturn")
                            .with("--network=container:" + server, "--user=root")
                            .with(COTURN, "-n", "--rfc5780", "--no-auth", "--log-file=stdout")
                            .with("--listening-ip=" + STUN, "--listening-ip=" + SECOND_STUN)
                            .of("--aux-server=" + STUN + ":443");
            await("STUN server")
                    .until(
                            () ->
                                    Containers.tryIn(coturn, "turnutils_stunclient", STUN).exit()
                                            == 0);
            return new Internet(server);
        } catch (RuntimeException e) {
            Containers.removeAll();
            throw e;
        }
    }

    /** A router on this internet, with the network 10.99.1.0/24 behind it. */
    static Router router(String... settings) {
        return Router.start(place("10.99.1"), settings);
    }

    /** A place on this internet for a router with these addresses behind it. */
    static Router.Place place(String inside) {
        return new Router.Place(Containers.name("internet"), SUBNET, "10.98.0.21", inside);
    }

    /** Tells the server where a network without NAT is. */
    void addRoute(String subnet, Router router) {
        atServer("ip", "route", "replace", subnet, "via", router.outsideAddress());
    }

    /**
     * Starts to write down which UDP ports of the server are sent something; they answer nothing.
     */
    void notePorts(int first, int last) {
        atServer(
                "nft",
                """
                table ip referee { }
                delete table ip referee
                table ip referee {
                    set arrived { type inet_service; flags dynamic; size 65535; }
                    chain note {
                        type filter hook prerouting priority raw;
                        udp dport %d-%d add @arrived { udp dport } drop
                    }
                }
                """
                        .formatted(first, last));
    }

    /** The ports written down so far. */
    Set<Integer> notedPorts() {
        String listed = atServer("nft", "-j", "list", "set", "ip", "referee", "arrived");
        int elements = listed.indexOf("\"elem\":");
        return elements < 0
                ? Set.of()
                : Pattern.compile("\\d+")
                        .matcher(listed.substring(elements))
                        .results()
                        .map(match -> Integer.valueOf(match.group()))
                        .collect(Collectors.toSet());
    }

    /** Ends what {@link #notePorts} began. */
    void answerAgain() {
        atServer("nft", "table ip referee { }; delete table ip referee");
    }

    private String atServer(String... command) {
        return Containers.in(server, command);
    }

    @Override
    public void close() {
        Containers.removeAll();
        Shell.run(Lab.root(), Duration.ofMinutes(1), List.of("docker", "rmi", IMAGE));
    }
}
