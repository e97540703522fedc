package dev.webrtclab.signaling.mediapeer.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LinkEndpointTest {
    @TestHTTPResource URI base;

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic " + ScriptedLink.TOKEN})
    void upgrade_withoutTheToken_isRefused(String authorization) {
        assertThat(
                        TestSocket.upgradeStatus(
                                base, "/internal/media-peers", "Authorization", authorization))
                .isEqualTo(401);
    }

    @Test
    void joinCallAndOffer_backToBack_reachTheMediaPeerInOrder() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = TestSocket.open(base, "/ws")) {
            browser.send("{'type':'join','room_id':'back-to-back','peer_id':'anna'}")
                    .send("{'type':'call','media_peer':'" + link.id() + "'}")
                    .send(Sdp.offerTo(""));

            JsonNode start = link.await("start_peer");
            JsonNode offer = link.answerNextOffer();
            String peer = start.path("peer_id").asText();

            assertThat(start.path("room_id").asText()).isEqualTo("back-to-back");
            assertThat(start.path("source").asText()).isEqualTo("pattern");
            assertThat(start.path("trickle").asBoolean()).isTrue();
            assertThat(peer).matches("media-[0-9a-f]{16}");
            assertThat(offer.path("peer_id").asText()).isEqualTo(peer);
            assertThat(offer.path("from").asText()).isEqualTo("anna");
            assertThat(offer.path("message").path("type").asText()).isEqualTo("offer");
            assertThat(offer.path("ice_servers").path(1).path("urls").path(0).asText())
                    .isEqualTo("turn:198.51.100.10:3478?transport=udp");

            assertThat(browser.next().path("type").asText()).isEqualTo("welcome");
            assertThat(browser.next().path("peers")).isEmpty();
            JsonNode called = browser.next();
            assertThat(called.path("type").asText()).isEqualTo("called");
            assertThat(called.path("media_peer").asText()).isEqualTo(link.id());
            JsonNode joined = browser.next();
            assertThat(joined.path("type").asText()).isEqualTo("peer_joined");
            assertThat(joined.path("role").asText()).isEqualTo("media-peer");
            JsonNode answer = browser.next();
            assertThat(answer.path("type").asText()).isEqualTo("answer");
            assertThat(answer.path("from").asText()).isEqualTo(peer);
        }
    }
}
