package dev.webrtclab.e2e.natlab;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An internet of our own: a network with a STUN server on two addresses, which also answers over
 * TCP and TLS, at port 443 too.
 */
public final class Internet implements AutoCloseable {
    /** The first address of the STUN server. */
    public static final String STUN = "10.98.0.10";

    /** The STUN server and its tools, as their makers publish them. */
    public static final String COTURN = "coturn/coturn:4.18";

    /** The router image, built from this checkout. */
    public static final String IMAGE = "webrtc-lab/nat-lab-referee";

    /** Within this a container has started, also on a busy machine. */
    static final Duration STARTED = Duration.ofSeconds(60);

    private static final String SUBNET = "10.98.0.0/24";
    private static final String SECOND_STUN = "10.98.0.11";

    /**
     * A certificate for an hour, that nobody is asked to trust; then the server with its options.
     */
    private static final String WITH_CERTIFICATE =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
                    + " -subj /CN=stun -keyout /tmp/key.pem -out /tmp/cert.pem 2>/dev/null"
                    + " && exec turnserver --cert=/tmp/cert.pem --pkey=/tmp/key.pem \"$@\"";

    private final String network;
    private final String server;

    private Internet(String network, String server) {
        this.network = network;
        this.server = server;
    }

    /**
     * Builds the router image, and starts the network and its STUN server.
     *
     * @param options further options of turnserver
     */
    public static Internet start(String... options) {
        Containers.removeLeftovers();
        buildImage();
        try {
            // As the lab's internet: the host's masquerading would change addresses between
            // networks.
            String network =
                    Containers.createNetwork(
                            "internet",
                            SUBNET,
                            "--ip-range=10.98.0.128/25",
                            "-ocom.docker.network.bridge.enable_ip_masquerade=false");
            String server =
                    Containers.run("server")
                            .with("--network", network, "--ip", STUN, "--init", "--cap-drop=ALL")
                            .with("--cap-add=NET_ADMIN", "--cap-add=SETUID", "--cap-add=SETGID")
                            .with("--entrypoint=/opt/nat-lab/second-address.sh", "--no-healthcheck")
                            .of(IMAGE, STUN, SECOND_STUN + "/24");
            await("second address of the server")
                    .atMost(STARTED)
                    .until(() -> Containers.in(server, "ip", "address").contains(SECOND_STUN));
            String coturn =
                    Containers.run("coturn")
                            .with("--network=container:" + server, "--user=root")
                            .with("--entrypoint=sh", COTURN, "-c", WITH_CERTIFICATE, "turnserver")
                            .with("-n", "--rfc5780", "--no-auth", "--log-file=stdout")
                            .with("--listening-ip=" + STUN, "--listening-ip=" + SECOND_STUN)
                            .with(options)
                            .of("--aux-server=" + STUN + ":443");
            await("STUN server")
                    .atMost(STARTED)
                    .until(
                            () ->
                                    Containers.tryIn(coturn, "turnutils_stunclient", STUN).exit()
                                            == 0);
            return new Internet(network, server);
        } catch (RuntimeException e) {
            Containers.removeAll();
            throw e;
        }
    }

    /** Builds {@link #IMAGE}. */
    public static void buildImage() {
        Shell.run(
                        Lab.root(),
                        Duration.ofMinutes(10),
                        List.of("docker", "build", "-q", "-t", IMAGE, "nat-lab"))
                .orThrow();
    }

    /** Removes it. */
    public static void removeImage() {
        Shell.run(Lab.root(), Duration.ofMinutes(1), List.of("docker", "rmi", IMAGE));
    }

    /** The network itself, for those without a router. */
    public String network() {
        return network;
    }

    /** A router on this internet, with the network 10.99.1.0/24 behind it. */
    public static Router router(String... settings) {
        return Router.start(place("10.99.1"), settings);
    }

    /** A place on this internet for a router with these addresses behind it. */
    public static Router.Place place(String inside) {
        return place(inside, "10.98.0.21");
    }

    /**
     * A place on this internet for one of several routers.
     *
     * @param inside the first three numbers of the addresses behind it
     * @param address its own on this internet
     */
    public static Router.Place place(String inside, String address) {
        return new Router.Place(Containers.name("internet"), SUBNET, address, inside);
    }

    /** Tells the server where a network without NAT is. */
    public void addRoute(String subnet, Router router) {
        atServer("ip", "route", "replace", subnet, "via", router.outsideAddress());
    }

    /**
     * Starts to write down which UDP ports of the server are sent something; they answer nothing.
     */
    public void notePorts(int first, int last) {
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
    public Set<Integer> notedPorts() {
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
    public void answerAgain() {
        atServer("nft", "table ip referee { }; delete table ip referee");
    }

    private String atServer(String... command) {
        return Containers.in(server, command);
    }

    @Override
    public void close() {
        Containers.removeAll();
        removeImage();
    }
}
