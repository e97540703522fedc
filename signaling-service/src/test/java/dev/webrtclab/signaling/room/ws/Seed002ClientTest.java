package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.RawSocket;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A client that knows only the messages of seed 002: it joins with an id of its own, offers to each
 * entry of {@code room_peers.peers}, answers offers by their {@code from}, trickles candidates by
 * target, and ignores every other type. It sends no clock and can not resume.
 */
@QuarkusTest
class Seed002ClientTest {
    @TestHTTPResource URI base;

    /** What that client does with each message. */
    private static final class SimpleClient implements AutoCloseable {
        private final TestSocket socket;
        private final List<String> log = new ArrayList<>();

        SimpleClient(URI base, String room, String peer) {
            socket = TestSocket.open(base, "/ws");
            socket.send("{'type':'join','peer_id':'" + peer + "','room_id':'" + room + "'}");
        }

        /** Handles messages until one of that type was handled. */
        JsonNode handleUntil(String type) {
            while (true) {
                JsonNode message = socket.next();
                handle(message);
                if (message.path("type").asText().equals(type)) {
                    return message;
                }
            }
        }

        private void handle(JsonNode message) {
            switch (message.path("type").asText()) {
                case "room_peers" -> message.path("peers").forEach(peer -> offerTo(peer.asText()));
                case "peer_joined", "peer_left" ->
                        log.add(
                                message.path("type").asText()
                                        + " "
                                        + message.path("peer_id").asText());
                case "offer" -> {
                    log.add("offer from " + message.path("from").asText());
                    assertThat(message.path("offer").path("type").asText()).isEqualTo("offer");
                    socket.send(Sdp.answerTo(message.path("from").asText()));
                    socket.send(Sdp.candidateTo(message.path("from").asText()));
                }
                case "answer" -> {
                    log.add("answer from " + message.path("from").asText());
                    assertThat(message.path("answer").path("sdp").asText()).isEqualTo(Sdp.ANSWER);
                }
                case "ice_candidate" -> {
                    log.add("candidate from " + message.path("from").asText());
                    assertThat(message.path("candidate").path("sdpMLineIndex").asInt(-1)).isZero();
                }
                default -> {}
            }
        }

        private void offerTo(String peer) {
            socket.send(Sdp.offerTo(peer));
            socket.send(Sdp.candidateTo(peer));
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    @Test
    void twoSimpleClients_findEachOtherAndPart() {
        try (SimpleClient anna = new SimpleClient(base, "seed002-meet", "user1")) {
            assertThat(anna.handleUntil("room_peers").path("peers")).isEmpty();
            try (SimpleClient bert = new SimpleClient(base, "seed002-meet", "user2")) {
                bert.handleUntil("room_peers");
                anna.handleUntil("ice_candidate");
                bert.handleUntil("ice_candidate");
                assertThat(anna.log)
                        .containsExactly(
                                "peer_joined user2", "offer from user2", "candidate from user2");
                assertThat(bert.log).containsExactly("answer from user1", "candidate from user1");
            }
            anna.handleUntil("peer_left");
            assertThat(anna.log).endsWith("peer_left user2");
        }
    }

    @Test
    void aSimpleClientThatVanishes_isGoneAtOnce() {
        try (SimpleClient anna = new SimpleClient(base, "seed002-vanish", "user3")) {
            anna.handleUntil("room_peers");
            SimpleClient bert = new SimpleClient(base, "seed002-vanish", "user4");
            bert.handleUntil("room_peers");
            bert.socket.abort();
            assertThat(anna.handleUntil("peer_left").path("reason").asText())
                    .isEqualTo("connection-lost");
        }
    }

    /** {@code ws.close()} of a browser sends a close frame without a code. */
    @Test
    void aSimpleClientThatCloses_hasLeft() throws IOException {
        try (SimpleClient anna = new SimpleClient(base, "seed002-close", "user5")) {
            anna.handleUntil("room_peers");
            try (RawSocket bert = RawSocket.open(base, "/ws")) {
                bert.sendText(
                        "{\"type\":\"join\",\"peer_id\":\"user6\",\"room_id\":\"seed002-close\"}");
                anna.handleUntil("peer_joined");
                bert.sendEmptyClose();
                assertThat(anna.handleUntil("peer_left").path("reason").asText()).isEqualTo("left");
            }
        }
    }
}
