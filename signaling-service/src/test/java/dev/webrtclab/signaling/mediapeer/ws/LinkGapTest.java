package dev.webrtclab.signaling.mediapeer.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is said while the link of a media peer is down for a moment. */
@QuarkusTest
class LinkGapTest {
    @TestHTTPResource URI base;

    @Test
    void offer_thatWaitsForTheLink_isOfARemote_whoseEndIsToldBothWays() {
        ScriptedLink link = ScriptedLink.registered(base, 4);
        try (TestSocket anna = link.watchedBy(base, "gap", "anna");
                TestSocket bert = TestSocket.open(base, "/ws");
                TestSocket carl = TestSocket.open(base, "/ws")) {
            join(bert, "gap", "bert");
            String peer = join(carl, "gap", "carl").path("peers").path(1).asText();
            down(link);
            bert.send(Sdp.offerTo(peer)).send("{'type':'clock','id':1,'sent_at':1.0}");
            carl.send(Sdp.offerTo(peer)).send("{'type':'clock','id':1,'sent_at':1.0}");
            bert.await("clock");
            carl.await("clock");
            try (ScriptedLink again = ScriptedLink.open(base, link.id())) {
                again.send(
                        ScriptedLink.registration(
                                link.id(), 4, ScriptedLink.running(peer, "gap", "anna")));
                again.await("signaled");
                again.await("signaled");

                again.send(
                        "{'type':'connection_ended','peer_id':'"
                                + peer
                                + "','remote':'bert','reason':'worker-crashed'}");
                assertThat(bert.await("peer_left").path("reason").asText())
                        .isEqualTo("worker-crashed");
                carl.send("{'type':'leave'}");
                assertThat(again.await("remote_left").path("remote").asText()).isEqualTo("carl");
                assertThat(anna.heardUntilNow())
                        .noneMatch(message -> message.path("peer_id").asText().equals(peer));
            }
        }
    }

    @Test
    void whoLeavesWhileTheLinkIsDown_isNotBroughtBack() {
        ScriptedLink link = ScriptedLink.registered(base, 4);
        try (TestSocket anna = link.watchedBy(base, "gone", "anna");
                TestSocket bert = TestSocket.open(base, "/ws");
                TestSocket carl = TestSocket.open(base, "/ws")) {
            String peer = join(bert, "gone", "bert").path("peers").path(1).asText();
            down(link);
            anna.send("{'type':'leave'}");
            bert.await("peer_left");
            try (ScriptedLink again = ScriptedLink.open(base, link.id())) {
                again.send(
                        ScriptedLink.registration(
                                link.id(), 4, ScriptedLink.running(peer, "gone", "anna")));
                assertThat(again.await("remote_left").path("remote").asText()).isEqualTo("anna");
                assertThat(join(carl, "gone", "carl").path("peers"))
                        .extracting(JsonNode::asText)
                        .containsExactlyInAnyOrder(peer, "bert");
            }
        }
    }

    private static JsonNode join(TestSocket socket, String room, String peer) {
        return socket.send("{'type':'join','room_id':'" + room + "','peer_id':'" + peer + "'}")
                .await("room_peers");
    }

    private void down(ScriptedLink link) {
        link.abort();
        Awaitility.await()
                .until(
                        () ->
                                !RestAssured.get(base.resolve("/api/media-peers"))
                                        .jsonPath()
                                        .getList("mediaPeers.id")
                                        .contains(link.id()));
    }
}
