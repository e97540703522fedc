package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.RawSocket;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SlowConsumerTest.Talkative.class)
class SlowConsumerTest {
    /** Lets one member say a lot. */
    public static final class Talkative implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signaling.limits.message-burst", "100000");
        }
    }

    @TestHTTPResource URI base;

    @Test
    void memberThatNeverReads_isGivenUp_andTheOthersLoseNothing() throws IOException {
        try (TestSocket anna = TestSocket.open(base, "/ws");
                TestSocket bert = TestSocket.open(base, "/ws");
                RawSocket deaf = RawSocket.open(base, "/ws")) {
            anna.send("{'type':'join','room_id':'slow','peer_id':'anna'}").await("room_peers");
            bert.send("{'type':'join','room_id':'slow','peer_id':'bert'}").await("room_peers");
            deaf.sendText("{\"type\":\"join\",\"room_id\":\"slow\",\"peer_id\":\"deaf\"}");
            anna.await("peer_joined");
            bert.await("peer_joined");

            String large =
                    Sdp.offerTo("")
                            .replace(
                                    "a=rtcp-mux",
                                    ("a=x-padding:" + "x".repeat(900) + "\\r\\n").repeat(30)
                                            + "a=rtcp-mux");
            int sent = 0;
            int heard = 0;
            boolean gone = false;
            while (!gone && sent < 2000) {
                anna.send(large);
                sent++;
                for (JsonNode message : bert.heardUntilNow()) {
                    gone |= message.path("type").asText().equals("peer_left");
                    heard += message.path("type").asText().equals("offer") ? 1 : 0;
                }
            }
            assertThat(gone).as("after %d offers", sent).isTrue();
            while (heard < sent) {
                bert.await("offer");
                heard++;
            }
        }
    }
}
