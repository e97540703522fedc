package dev.webrtclab.e2e.turn;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import dev.webrtclab.e2e.natlab.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TURN server as the lab runs it: image, start script and policy of this checkout, addresses as
 * {@code docker-compose.yml} gives them, on a network of the test's own.
 *
 * @param container its container
 * @param address where it listens, port 3478
 */
record Relay(String container, String address) {
    /** What {@code LAB_INTERNET} is here. */
    static final String INTERNET = "10.83.1";

    static final String SUBNET_V6 = "2001:db8:83::";
    static final String SECRET = "5ec12e7a".repeat(8);

    static final String IMAGE = "webrtc-lab/turn-referee";
    static final String HOLDER_IMAGE = "webrtc-lab/turn-network-referee";
    private static final int PORT = 3478;

    /** Within this a container has started, also on a busy machine. */
    static final Duration STARTED = Duration.ofSeconds(60);

    /** Builds the images, and makes the network. */
    static void prepare() {
        Containers.removeLeftovers();
        build("turn", IMAGE);
        build("nat-lab", HOLDER_IMAGE);
        Containers.createNetwork(
                "internet", INTERNET + ".0/24", "--ipv6", "--subnet=" + SUBNET_V6 + "/64");
    }

    private static void build(String folder, String tag) {
        Shell.run(
                        Lab.root(),
                        Duration.ofMinutes(10),
                        List.of("docker", "build", "-q", "-t", tag, folder))
                .orThrow();
    }

    /** Removes all that the tests made. */
    static void cleanUp() {
        Containers.removeAll();
        Shell.run(Lab.root(), Duration.ofMinutes(1), List.of("docker", "rmi", IMAGE, HOLDER_IMAGE));
    }

    /** The lab's own configuration. */
    static Relay ofTheLab() {
        return start(
                INTERNET + ".10",
                "TURN_LISTENING_IPS=" + composed("TURN_LISTENING_IPS"),
                "TURN_RELAY_IP=" + composed("TURN_RELAY_IP"),
                "TURN_ALLOWED_PEERS=" + composed("TURN_ALLOWED_PEERS"));
    }

    /** The lab's policy on a server that has IPv6 too, and a few hosts of it allowed. */
    static Relay withIpv6() {
        String address = INTERNET + ".12";
        return start(
                address,
                "TURN_LISTENING_IPS=" + address,
                "TURN_RELAY_IP=" + address,
                "TURN_ALLOWED_PEERS="
                        + composed("TURN_ALLOWED_PEERS")
                        + " 2001:db8:83::8000-2001:db8:83::ffff",
                "TURN_EXTRA=relay-ip=" + SUBNET_V6 + "12");
    }

    /** The lab's policy without what NAT behaviour discovery needs. */
    static Relay withoutDiscovery() {
        String address = INTERNET + ".13";
        Path policy = Lab.root().resolve("turn/turnserver.conf");
        try {
            String shorter =
                    Files.readString(policy)
                            .replace("\nrfc5780\n", "\n")
                            .replaceAll("\nalt-listening-port=\\d+\n", "\n");
            return start(
                    address,
                    List.of(file("/tmp/policy.conf", shorter)),
                    "TURN_POLICY=/tmp/policy.conf",
                    "TURN_LISTENING_IPS=" + address,
                    "TURN_RELAY_IP=" + address,
                    "TURN_ALLOWED_PEERS=" + composed("TURN_ALLOWED_PEERS"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A variable of the service {@code coturn} in {@code docker-compose.yml}, for this network. */
    private static String composed(String variable) {
        try {
            String compose = Files.readString(Lab.root().resolve("docker-compose.yml"));
            Matcher line = Pattern.compile("(?m)^      " + variable + ": (.+)$").matcher(compose);
            if (!line.find()) {
                throw new IllegalStateException("docker-compose.yml has no " + variable);
            }
            String value = line.group(1).replaceAll("\\$\\{LAB_INTERNET:-[0-9.]+}", INTERNET);
            if (value.contains("$")) {
                throw new IllegalStateException(variable + " has more variables: " + value);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record InContainer(Path from, String to) {}

    private static InContainer file(String to, String text) throws IOException {
        Path file = Files.createTempFile("relay", ".txt");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return new InContainer(file, to);
    }

    private static Relay start(String address, String... settings) {
        return start(address, List.of(), settings);
    }

    private static Relay start(String address, List<InContainer> files, String... settings) {
        String holder = holder(address);
        Containers.Command create =
                Containers.create("relay-" + address)
                        .with("--network=container:" + holder, "--cap-drop=ALL")
                        .with("--security-opt=no-new-privileges")
                        .with("--tmpfs=/run/turn:size=4m,mode=0700,uid=10001,gid=10001")
                        .with("--memory=256m", "--pids-limit=64", "-eTURN_RUN_DIR=/run/turn")
                        .with("-eTURN_SECRET_FILE=/tmp/turn-secret");
        for (String setting : settings) {
            create.with("-e" + setting);
        }
        String container = create.of(IMAGE);
        try {
            copy(file("/tmp/turn-secret", SECRET + "\n"), container);
            for (InContainer each : files) {
                copy(each, container);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Lab.docker("start", container);
        await("relay answers")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                Containers.tryIn(container, "turnutils_stunclient", address).exit()
                                        == 0);
        return new Relay(container, address);
    }

    private static void copy(InContainer file, String container) throws IOException {
        Lab.docker("cp", file.from().toString(), container + ":" + file.to());
        Files.delete(file.from());
    }

    /** Has the network namespace with two addresses, as {@code turn-network} of the lab. */
    private static String holder(String address) {
        String second = INTERNET + ".11";
        String holder =
                Containers.run("holder-" + address)
                        .with("--network", Containers.name("internet"), "--ip", address)
                        .with("--ip6", SUBNET_V6 + address.replaceAll(".*\\.", ""), "--init")
                        .with("--cap-drop=ALL", "--cap-add=NET_ADMIN", "--cap-add=SETUID")
                        .with("--cap-add=SETGID", "--no-healthcheck")
                        .with("--entrypoint=/opt/nat-lab/second-address.sh")
                        .of(HOLDER_IMAGE, address, (isLab(address) ? second : address) + "/24");
        if (isLab(address)) {
            await("second address of the relay")
                    .atMost(STARTED)
                    .until(() -> Containers.in(holder, "ip", "address").contains(second + "/"));
        }
        return holder;
    }

    private static boolean isLab(String address) {
        return address.endsWith(".10");
    }

    /** A client with a credential of its own. */
    TurnClient client(String user) {
        return client(Credential.issued(SECRET, Instant.now().plusSeconds(600), user));
    }

    TurnClient client(Credential credential) {
        return new TurnClient(new InetSocketAddress(address, PORT), credential);
    }

    String version() {
        return Containers.in(container, "turnserver", "--version").strip();
    }
}
