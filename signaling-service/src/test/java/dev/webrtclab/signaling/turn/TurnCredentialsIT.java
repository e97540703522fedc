package dev.webrtclab.signaling.turn;

import static dev.webrtclab.signaling.testing.TurnAllocation.ALLOCATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.signaling.testing.TurnAllocation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** Our credentials before a real coturn that runs the lab's own policy. */
class TurnCredentialsIT {
    private static final String SECRET = "5ec12e7a".repeat(8);
    private static final int UNAUTHORIZED = 401;
    private static final Duration TTL = Duration.ofMinutes(10);

    private static final String START =
            """
            mkdir /tmp/run && export TURN_RUN_DIR=/tmp/run TURN_SECRET_FILE=/tmp/turn-secret
            export TURN_LISTENING_IPS="$(hostname -i)" TURN_RELAY_IP="$(hostname -i)" TURN_ALLOWED_PEERS="$(hostname -i)"
            exec sh /opt/turn/entrypoint.sh
            """;

    private static final GenericContainer<?> COTURN =
            new GenericContainer<>("coturn/coturn:4.18")
                    .withExposedPorts(3478)
                    .withCopyToContainer(MountableFile.forHostPath("../turn"), "/opt/turn")
                    .withCopyToContainer(Transferable.of(SECRET + "\n"), "/tmp/turn-secret")
                    .withCreateContainerCmdModifier(
                            create -> create.withEntrypoint("sh", "-c", START));

    @BeforeAll
    static void start() {
        COTURN.start();
    }

    @AfterAll
    static void stop() {
        COTURN.stop();
    }

    @Test
    void issued_allowAnAllocation() throws Exception {
        assertThat(allocate(SECRET, Instant.now())).isEqualTo(ALLOCATED);
    }

    @Test
    void issued_secondsBeforeTheirEnd_stillAllowAnAllocation() throws Exception {
        Instant almostOver = Instant.now().minus(TTL).plusSeconds(30);

        assertThat(allocate(SECRET, almostOver)).isEqualTo(ALLOCATED);
    }

    @Test
    void issued_longAgo_areRefused() throws Exception {
        Instant over = Instant.now().minus(TTL).minusSeconds(1);

        assertThat(allocate(SECRET, over)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void issued_underAnotherSecret_areRefused() throws Exception {
        assertThat(allocate("0".repeat(64), Instant.now())).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void issued_withAnExpiryChangedByTheClient_areRefused() throws Exception {
        var issued = new TurnCredentials(SECRET, TTL).issue("s1", Instant.now());
        String longer = issued.username().replace(":", "0:");

        assertThat(TurnAllocation.attempt(server(), longer, issued.password()))
                .isEqualTo(UNAUTHORIZED);
    }

    private static int allocate(String secret, Instant issuedAt) throws IOException {
        var issued = new TurnCredentials(secret, TTL).issue("s1", issuedAt);
        return TurnAllocation.attempt(server(), issued.username(), issued.password());
    }

    private static InetSocketAddress server() {
        return new InetSocketAddress(COTURN.getHost(), COTURN.getMappedPort(3478));
    }
}
