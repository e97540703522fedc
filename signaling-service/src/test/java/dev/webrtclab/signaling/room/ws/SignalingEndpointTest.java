package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SignalingEndpointTest {
    @TestHTTPResource URI base;

    private final String room = "room-" + UUID.randomUUID();

    private TestSocket open() {
        return TestSocket.open(base, "/ws");
    }

    private TestSocket joined(String peer) {
        TestSocket socket = open();
        socket.send("{'type':'join','room_id':'" + room + "','peer_id':'" + peer + "'}")
                .await("room_peers");
        return socket;
    }

    private String resume(String peer, String token) {
        return "{'type':'join','room_id':'"
                + room
                + "','peer_id':'"
                + peer
                + "','resume':'"
                + token
                + "'}";
    }

    @Test
    void join_isWelcomed_andTheLabsStatusFollows() {
        try (TestSocket anna = open()) {
            anna.send("{'type':'join','room_id':'" + room + "','display_name':'Anna'}");

            JsonNode welcome = anna.next();
            assertThat(welcome.path("type").asText()).isEqualTo("welcome");
            assertThat(welcome.path("peer_id").asText()).startsWith("peer-");
            assertThat(welcome.path("heartbeat_ms").asInt()).isEqualTo(2000);
            assertThat(welcome.path("heartbeat_timeout_ms").asInt()).isEqualTo(30000);
            assertThat(anna.next().path("members")).isEmpty();
            JsonNode status = anna.await("lab_status");
            assertThat(status.path("turn").path("state").asText()).isNotEmpty();
            assertThat(status.path("mediaPeers").has("capacity")).isTrue();
        }
    }

    @Test
    void relay_setsTheSender_whateverTheClientSays() {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert")) {
            bert.send(Sdp.offerTo("anna").replaceFirst("\\{", "{'from':'mallory','x':1,"));

            JsonNode offer = anna.await("offer");
            assertThat(offer.path("from").asText()).isEqualTo("bert");
            assertThat(offer.path("offer").path("sdp").asText()).isEqualTo(Sdp.OFFER);
            assertThat(offer.has("x")).isFalse();
        }
    }

    @Test
    void relay_withoutTarget_reachesAllOthersAndNotTheSender() {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert");
                TestSocket carl = joined("carl")) {
            carl.send(Sdp.offerTo(""));

            assertThat(anna.await("offer").path("from").asText()).isEqualTo("carl");
            assertThat(bert.await("offer").path("from").asText()).isEqualTo("carl");
            assertThat(carl.heardUntilNow())
                    .noneMatch(m -> m.path("type").asText().equals("offer"));
        }
    }

    static String[][] badInput() {
        String deep = "{\"type\":\"leave\",\"x\":" + "[".repeat(5000);
        String manySections =
                Sdp.json(Sdp.OFFER + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n".repeat(600));
        return new String[][] {
            {"{", "malformed-json", ""},
            {"", "malformed-json", ""},
            {"\u0000", "malformed-json", ""},
            {deep, "malformed-json", ""},
            {"{\"type\":\"leave\",\"type\":\"leave\"}", "malformed-json", ""},
            {"null", "invalid-message", ""},
            {"[]", "invalid-message", ""},
            {"{}", "unknown-type", ""},
            {"{\"type\":\"fly\"}", "unknown-type", ""},
            {"{\"type\":7}", "unknown-type", ""},
            {"{\"type\":\"join\"}", "invalid-message", "join"},
            {"{\"type\":\"join\",\"room_id\":\"a b\"}", "invalid-message", "join"},
            {"{\"type\":\"offer\",\"target\":\"bert\"}", "invalid-message", "offer"},
            {
                "{\"type\":\"offer\",\"target\":\"bert\",\"offer\":{\"type\":\"offer\",\"sdp\":\"%n%s\"}}",
                "description-refused",
                "offer"
            },
            {
                "{\"type\":\"offer\",\"target\":\"bert\",\"offer\":{\"type\":\"answer\",\"sdp\":\"v=0\"}}",
                "invalid-message",
                "offer"
            },
            {
                "{\"type\":\"offer\",\"target\":\"bert\",\"offer\":{\"type\":\"offer\",\"sdp\":\""
                        + manySections
                        + "\"}}",
                "description-refused",
                "offer"
            },
            {
                "{\"type\":\"ice_candidate\",\"target\":\"bert\",\"candidate\":{\"candidate\":\"candidate:1 1 udp 1 1.2.3.4 5 typ host %n\"}}",
                "candidate-refused",
                "ice_candidate"
            },
            {
                "{\"type\":\"ice_candidate\",\"target\":\"bert\",\"candidate\":{\"candidate\":\"candidate:1\\u0000\\r\\n1 udp\"}}",
                "candidate-refused",
                "ice_candidate"
            },
            {
                "{\"type\":\"ice_candidate\",\"target\":\"bert\",\"candidate\":{\"candidate\":\"\",\"sdpMid\":\"%s%n\"}}",
                "invalid-message",
                "ice_candidate"
            },
            {"{\"type\":\"clock\",\"id\":1,\"sent_at\":1e999}", "invalid-message", "clock"},
            {
                "{\"type\":\"outcome\",\"stage\":\"first-frame\",\"result\":\"passed\",\"ms_to_first_frame\":-1}",
                "invalid-message",
                "outcome"
            },
            {
                "{\"type\":\"outcome\",\"stage\":\"lunch\",\"result\":\"passed\"}",
                "invalid-message",
                "outcome"
            },
        };
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInput_isAnsweredByName_andNobodyElseNotices(
            String text, String code, String inReplyTo) {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert")) {
            anna.await("peer_joined");
            anna.sendRaw(text);

            JsonNode error = anna.next();
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("in_reply_to").asText("")).isEqualTo(inReplyTo);
            assertThat(error.path("title").asText()).isNotEmpty();
            assertThat(error.path("detail").asText()).doesNotContain("%");
            assertThat(bert.heardUntilNow()).isEmpty();
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void binaryMessage_isRefused_andTheSocketStaysOpen() {
        try (TestSocket anna = joined("anna")) {
            anna.sendBinary(new byte[] {1, 2, 3});

            assertThat(anna.await("error").path("code").asText()).isEqualTo("invalid-message");
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'leave'}|leave",
                "{'type':'call'}|call",
                "{'type':'ice_candidate','candidate':{'candidate':''}}|ice_candidate"
            })
    void beforeJoin_aMessageThatNeedsARoom_isRefused(String text, String type) {
        try (TestSocket anna = open()) {
            anna.send(text);
            JsonNode error = anna.next();
            assertThat(error.path("code").asText()).isEqualTo("not-joined");
            assertThat(error.path("in_reply_to").asText()).isEqualTo(type);
        }
    }

    @Test
    void target_inAnotherRoom_isUnknown() {
        try (TestSocket anna = joined("anna");
                TestSocket stranger = open()) {
            stranger.send("{'type':'join','room_id':'elsewhere','peer_id':'eve'}")
                    .await("room_peers");
            stranger.send(Sdp.offerTo("anna"));

            assertThat(stranger.await("error").path("code").asText()).isEqualTo("peer-unknown");
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void join_withATakenId_orASecondTime_isRefused() {
        try (TestSocket anna = joined("anna");
                TestSocket thief = open()) {
            thief.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}");
            assertThat(thief.await("error").path("code").asText()).isEqualTo("peer-id-taken");

            thief.send(resume("anna", "A".repeat(43)));
            assertThat(thief.await("error").path("code").asText()).isEqualTo("resume-refused");

            anna.send("{'type':'join','room_id':'" + room + "'}");
            assertThat(anna.await("error").path("code").asText()).isEqualTo("already-joined");
        }
    }

    @Test
    void join_intoAFullRoom_isRefused() {
        TestSocket[] members = new TestSocket[8];
        for (int i = 0; i < members.length; i++) {
            members[i] = joined("p" + i);
        }
        try (TestSocket ninth = open()) {
            ninth.send("{'type':'join','room_id':'" + room + "'}");
            assertThat(ninth.await("error").path("code").asText()).isEqualTo("room-full");
        }
        for (TestSocket member : members) {
            member.close();
        }
    }

    @Test
    void call_withoutAnyMediaPeerOfThatName_isRefused() {
        try (TestSocket anna = joined("anna")) {
            anna.send("{'type':'call','media_peer':'nobody'}");
            assertThat(anna.await("error").path("code").asText())
                    .isIn("no-media-peer", "media-peer-unknown");
        }
    }

    @Test
    void message_ofExactlyTheLimit_isHeard_andOneByteMoreClosesWith1009() {
        String head = "{\"type\":\"leave\",\"x\":\"";
        try (TestSocket anna = joined("anna")) {
            anna.sendRaw(head + "x".repeat(65_536 - head.length() - 2) + "\"}");
            assertThat(anna.heardUntilNow()).isEmpty();
            anna.sendRaw(head + "é".repeat(32_768 - head.length() / 2) + "\"}");

            assertThat(anna.await("error").path("code").asText()).isEqualTo("message-too-large");
            assertThat(anna.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void message_farAboveTheLimit_closesTheSocket() {
        try (TestSocket anna = joined("anna")) {
            anna.sendRaw("[".repeat(1 << 20));
            assertThat(anna.awaitClose()).isNotEqualTo(1000);
        } catch (CompletionException e) {
            assertThat(e).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void flood_isToldOnce_andClosedWith4029() {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert")) {
            anna.await("peer_joined");
            floods(anna);

            assertThat(anna.await("error").path("code").asText()).isEqualTo("rate-limited");
            assertThat(anna.awaitClose()).isEqualTo(4029);
            assertThat(bert.await("peer_left").path("reason").asText())
                    .isEqualTo("connection-lost");
        }
    }

    private static void floods(TestSocket socket) {
        try {
            for (int i = 0; i < 1000; i++) {
                socket.send("{'type':'outcome','stage':'checks','result':'passed'}");
            }
        } catch (CompletionException e) {
            assertThat(e).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void twentyInvalidMessages_closeWith4400() {
        try (TestSocket anna = joined("anna")) {
            for (int i = 0; i < 19; i++) {
                anna.send("{'type':'fly'}");
                assertThat(anna.await("error").path("code").asText()).isEqualTo("unknown-type");
            }
            anna.send("{'type':'fly'}");
            anna.await("error");
            assertThat(anna.await("error").path("code").asText()).isEqualTo("protocol-violation");
            assertThat(anna.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    void resume_afterTheSocketBroke_isSeenByNobody() {
        try (TestSocket bert = joined("bert")) {
            TestSocket anna = open();
            String token =
                    anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}")
                            .await("welcome")
                            .path("resume")
                            .asText();
            assertThat(anna.heardUntilNow())
                    .extracting(m -> m.path("type").asText())
                    .containsExactly("room_peers");
            bert.await("peer_joined");
            anna.abort();
            try (TestSocket again = open()) {
                again.send(resume("anna", token));
                assertThat(again.await("room_peers").path("peers").path(0).asText())
                        .isEqualTo("bert");
                bert.send(Sdp.candidateTo("anna"));
                again.await("ice_candidate");
                assertThat(bert.heardUntilNow()).isEmpty();
            }
            assertThat(bert.await("peer_left").path("reason").asText()).isEqualTo("left");
        }
    }

    @Test
    void resume_whileTheOldSocketIsOpen_closesItWith4000() {
        try (TestSocket anna = open()) {
            String token =
                    anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}")
                            .await("welcome")
                            .path("resume")
                            .asText();
            try (TestSocket newer = open()) {
                newer.send(resume("anna", token)).await("welcome");
                assertThat(anna.awaitClose()).isEqualTo(4000);
            }
        }
    }

    @Test
    void brokenSocket_thatDoesNotComeBack_isConnectionLost() {
        try (TestSocket bert = joined("bert")) {
            TestSocket anna = joined("anna");
            anna.heardUntilNow();
            anna.abort();
            assertThat(bert.await("peer_left").path("reason").asText())
                    .isEqualTo("connection-lost");
        }
    }

    @Test
    void leave_freesTheSeat_andTheSocketMayJoinAgain() {
        try (TestSocket anna = joined("anna")) {
            anna.send("{'type':'leave'}");
            anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}");
            anna.await("welcome");
        }
    }

    @Test
    void clock_comesBackWithTheLabsTime() {
        try (TestSocket anna = open()) {
            JsonNode clock = anna.send("{'type':'clock','id':7,'sent_at':123.5}").await("clock");
            assertThat(clock.path("id").asLong()).isEqualTo(7);
            assertThat(clock.path("sent_at").asDouble()).isEqualTo(123.5);
            assertThat(clock.path("replied_at").asDouble())
                    .isGreaterThanOrEqualTo(clock.path("received_at").asDouble());
            assertThat(clock.path("received_at").asDouble())
                    .isCloseTo(System.currentTimeMillis(), Offset.offset(5000.0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:PORT, 101",
        "http://LOCALHOST:PORT, 101",
        "https://trusted.example, 101",
        "null, 403",
        "http://localhost, 403",
        "http://localhost:1, 403",
        "http://localhost:PORT.evil.test, 403",
        "http://evil.test, 403",
        "http://localhost:PORT@evil.test, 403",
        "http://localhost:PORT/x, 403",
        "file://localhost:PORT, 403",
        "https://trusted.example.evil.test, 403"
    })
    void origin_ofAnotherPage_isRefused(String origin, int status) {
        String sent = origin.replace("PORT", String.valueOf(base.getPort()));
        assertThat(TestSocket.upgradeStatus(base, "/ws", "Origin", sent)).isEqualTo(status);
    }

    @Test
    void origin_behindTheProxy_isComparedWithTheForwardedHost() {
        assertThat(
                        TestSocket.upgradeStatus(
                                base,
                                "/ws",
                                "Origin",
                                "https://lab.example",
                                "X-Forwarded-Host",
                                "lab.example"))
                .isEqualTo(101);
    }
}
