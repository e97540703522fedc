package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may not say, at which time, how long and how often. */
@QuarkusTest
class RefusalTest extends RoomSockets {
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
}
