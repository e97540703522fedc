package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat and states over real sockets. */
@QuarkusTest
class RoomTalkTest {
    @TestHTTPResource URI base;

    /** Who was in a room of the test before may still be on its way out. */
    private final String run = UUID.randomUUID().toString();

    private TestSocket joins(String room, String peer) {
        TestSocket socket = TestSocket.open(base, "/ws");
        socket.send(
                "{'type':'join','room_id':'" + room + "-" + run + "','peer_id':'" + peer + "'}");
        socket.await("lab_status");
        return socket;
    }

    @Test
    void chat_reachesTheOthers_withTheTimeThatItsSenderIsToldToo() {
        try (TestSocket anna = joins("talk-1", "anna");
                TestSocket bert = joins("talk-1", "bert");
                TestSocket stranger = joins("talk-2", "stranger")) {
            anna.await("peer_joined");
            anna.send("{'type':'chat','id':'c-1','text':'hello\\nthere','from':'somebody else'}");

            JsonNode heard = bert.next();
            assertThat(heard.path("type").asText()).isEqualTo("chat");
            assertThat(heard.path("from").asText()).isEqualTo("anna");
            assertThat(heard.path("id").asText()).isEqualTo("c-1");
            assertThat(heard.path("text").asText()).isEqualTo("hello\nthere");
            assertThat(heard.path("private").isBoolean()).isTrue();
            assertThat(heard.path("private").asBoolean()).isFalse();
            JsonNode taken = anna.next();
            assertThat(taken.path("type").asText()).isEqualTo("chat_taken");
            assertThat(taken.path("id").asText()).isEqualTo("c-1");
            assertThat(taken.path("at")).isEqualTo(heard.path("at"));
            assertThat(stranger.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void chat_toOne_isPrivate_andToAStrangerIsRefusedWithItsId() {
        try (TestSocket anna = joins("talk-3", "anna");
                TestSocket bert = joins("talk-3", "bert");
                TestSocket carl = joins("talk-3", "carl")) {
            bert.await("peer_joined");
            anna.send("{'type':'chat','target':'bert','id':'c-2','text':'psst'}");
            assertThat(bert.await("chat").path("private").asBoolean()).isTrue();
            anna.await("chat_taken");
            anna.send("{'type':'chat','target':'nobody','id':'c-3','text':'psst'}");

            JsonNode error = anna.await("error");
            assertThat(error.path("code").asText()).isEqualTo("peer-unknown");
            assertThat(error.path("in_reply_to").asText()).isEqualTo("chat");
            assertThat(error.path("id").asText()).isEqualTo("c-3");
            assertThat(carl.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void state_isToldAtOnce_andToThoseWhoComeLater() {
        try (TestSocket anna = joins("talk-4", "anna");
                TestSocket bert = joins("talk-4", "bert")) {
            anna.send("{'type':'state','audio':'off','video':'screen','recording':true}");
            JsonNode state = bert.await("peer_state");
            assertThat(state.path("from").asText()).isEqualTo("anna");
            assertThat(state.path("video").asText()).isEqualTo("screen");
            bert.send("{'type':'leave'}");
            bert.send("{'type':'join','room_id':'talk-4-" + run + "','peer_id':'bert'}");

            JsonNode members = bert.await("room_peers").path("members");
            assertThat(members.get(0).path("state").path("audio").asText()).isEqualTo("off");
            assertThat(members.get(0).path("state").path("recording").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'chat','id':'c','text':''}",
                "{'type':'chat','id':'','text':'x'}",
                "{'type':'chat','text':'x'}",
                "{'type':'chat','id':'c'}",
                "{'type':'chat','id':'c','text':'\\u0000'}",
                "{'type':'chat','id':'c','text':'\\u001b[31m'}",
                "{'type':'chat','id':'a b','text':'x'}",
                "{'type':'state','audio':'loud','video':'on','recording':false}",
                "{'type':'state','audio':'screen','video':'on','recording':false}",
                "{'type':'state','video':'on','recording':false}",
                "{'type':'set_source','source':'pattern'}",
                "{'type':'set_source','target':'m','source':''}",
                "{'type':'set_source','target':'m','source':'pattern','width':640}",
                "{'type':'set_source','target':'m','source':'pattern','width':641,'height':360}",
                "{'type':'set_source','target':'m','source':'pattern','width':1920,'height':1920}",
                "{'type':'set_source','target':'m','source':'pattern','frames_per_second':0}",
                "{'type':'set_source','target':'m','source':'pattern','position_ms':-1}",
                "{'type':'call','source':''}"
            })
    void nonsense_isAnInvalidMessage_andTheSocketStays(String message) {
        try (TestSocket anna = joins("talk-5", "anna")) {
            anna.send(message);
            assertThat(anna.await("error").path("code").asText()).isEqualTo("invalid-message");
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void chat_longerThan4096Characters_isRefused_andOneAsLongPasses() {
        try (TestSocket anna = joins("talk-6", "anna")) {
            anna.send("{'type':'chat','id':'c-1','text':'" + "é".repeat(4097) + "'}");
            assertThat(anna.await("error").path("code").asText()).isEqualTo("invalid-message");
            anna.send("{'type':'chat','id':'c-2','text':'" + "é".repeat(4096) + "'}");
            assertThat(anna.await("chat_taken").path("id").asText()).isEqualTo("c-2");
        }
    }
}
