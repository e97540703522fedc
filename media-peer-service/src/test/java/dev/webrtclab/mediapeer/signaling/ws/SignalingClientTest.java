package dev.webrtclab.mediapeer.signaling.ws;

import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.mediapeer.testing.ScriptedSignaling;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalingClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScriptedSignaling signaling = new ScriptedSignaling();
    private final BlockingQueue<SignalingToPeer> said = new LinkedBlockingQueue<>();
    @TempDir Path directory;
    private @Nullable SignalingClient client;

    @BeforeEach
    void listen() {
        signaling.start();
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close(Duration.ofSeconds(1));
        }
        signaling.close();
    }

    @Test
    void connection_isRegistered_andHasTheLabClock() throws IOException {
        connect(ScriptedSignaling.TOKEN);
        signaling.next(PeerToSignaling.Register.class);
        await().atMost(PATIENCE).until(() -> client().state().registered());
        double before = System.currentTimeMillis();
        client().observe(peer("p"), peer("r"), before, 0, new EvidenceEvent.FirstFrameSent());
        var evidence = signaling.next(PeerToSignaling.PeerEvidence.class);
        assertThat(evidence.at())
                .isBetween(
                        before + ScriptedSignaling.OFFSET_MS - evidence.uncertaintyMs() - 2,
                        before + ScriptedSignaling.OFFSET_MS + evidence.uncertaintyMs() + 2);
    }

    @Test
    void messages_arrive() throws Exception {
        connect(ScriptedSignaling.TOKEN);
        signaling.next(PeerToSignaling.Register.class);
        var stop = new SignalingToPeer.StopPeer(peer("p"), LeaveReason.STOPPED);
        signaling.sendText("{\"type\":\"stop_peer\"}");
        signaling.sendText("nonsense");
        signaling.send(stop);
        assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo(stop);
    }

    @Test
    void lostConnection_comesBack_registersFirst_andSendsWhatWaited() throws IOException {
        connect(ScriptedSignaling.TOKEN);
        await().atMost(PATIENCE).until(() -> client().state().registered());
        signaling.stop();
        await().atMost(PATIENCE).until(() -> !client().state().registered());
        var ended = new PeerToSignaling.PeerEnded(peer("p"), LeaveReason.WORKER_CRASHED);
        client().tell(ended);
        signaling.start();
        signaling.next(PeerToSignaling.Register.class, register -> register.name().equals("2"));
        assertThat(signaling.next(PeerToSignaling.PeerEnded.class)).isEqualTo(ended);
        await().atMost(PATIENCE).until(() -> client().state().registered());
    }

    @Test
    void closedByTheServer_comesBack() throws IOException {
        connect(ScriptedSignaling.TOKEN);
        signaling.next(PeerToSignaling.Register.class);
        signaling.kick(1012);
        signaling.next(PeerToSignaling.Register.class);
    }

    @Test
    void silentConnection_isGivenUp() throws IOException {
        start(token(ScriptedSignaling.TOKEN), Duration.ofMillis(500));
        await().atMost(PATIENCE).until(() -> client().state().registered());
        signaling.mute(true);
        await().atMost(PATIENCE).until(() -> client().state().detail().contains("silent"));
        signaling.mute(false);
        await().atMost(PATIENCE).until(() -> client().state().registered());
    }

    @Test
    void wrongToken_isNamed() throws IOException {
        connect("wrong");
        await().atMost(PATIENCE)
                .until(() -> client().state().detail().contains("refuses the token (HTTP 401)"));
    }

    @Test
    void missingToken_isNamed_andItsArrivalNoticed() throws IOException {
        Path file = directory.resolve("later");
        start(file, PATIENCE);
        await().atMost(PATIENCE).until(() -> client().state().detail().contains("can not be read"));
        Files.writeString(file, ScriptedSignaling.TOKEN + "\n");
        await().atMost(PATIENCE).until(() -> client().state().registered());
    }

    private SignalingClient client() {
        assertThat(client).isNotNull();
        return client;
    }

    private void connect(String token) throws IOException {
        start(token(token), PATIENCE);
    }

    private Path token(String token) throws IOException {
        return Files.writeString(directory.resolve("token"), token + "\n");
    }

    /** Connects; gives up a connection that was silent for that long. */
    private void start(Path token, Duration patience) {
        var listener = new Answering();
        client =
                new SignalingClient(
                        new LinkSettings(
                                signaling.url(),
                                Optional.of(token),
                                Duration.ofMillis(100),
                                patience),
                        listener);
        listener.answers = client;
        client.start();
    }

    /** Registers with the number of the connection as name. */
    private final class Answering implements LinkListener {
        private @Nullable SignalingClient answers;
        private int connections;

        @Override
        public void connected() {
            var load = new PeerToSignaling.Load(0, false, List.of());
            assertThat(answers).isNotNull();
            answers.register(
                    new PeerToSignaling.Register(
                            "id", "" + ++connections, null, 1, List.of(), List.of(), load));
        }

        @Override
        public void said(SignalingToPeer message) {
            said.add(message);
        }
    }
}
