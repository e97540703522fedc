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
            JsonNode session = browser.next();
            assertThat(session.path("type").asText()).isEqualTo("session");
            assertThat(session.path("remote").asText()).isEqualTo(peer);
            assertThat(session.path("session_id").asText()).matches("[0-9a-f]{32}");
            JsonNode answer = browser.next();
            assertThat(answer.path("type").asText()).isEqualTo("answer");
            assertThat(answer.path("from").asText()).isEqualTo(peer);
        }
    }

    @Test
    void candidates_travelBothWays_andTheMediaPeersAreGuardedToo() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = link.watchedBy(base, "trickle", "anna")) {
            browser.send(Sdp.candidateTo("").replace("'target':'',", ""));
            JsonNode passed = link.await("signaled");
            assertThat(passed.path("message").path("type").asText()).isEqualTo("ice_candidate");
            assertThat(passed.path("ice_servers")).isEmpty();
            String peer = passed.path("peer_id").asText();

            String candidate =
                    "{'type':'signaled','peer_id':'"
                            + peer
                            + "','target':'anna','message':{'type':'ice_candidate','candidate':{'candidate':'CANDIDATE'}}}";
            link.send(candidate.replace("CANDIDATE", "candidate:1 1 udp 1 1.2.3.4 5 typ host %n"));
            assertThat(browser.await("error").path("code").asText()).isEqualTo("candidate-refused");
            link.send(candidate.replace("CANDIDATE", ""));
            assertThat(browser.await("ice_candidate").path("from").asText()).isEqualTo(peer);
        }
    }

    @Test
    void evidenceAndRefusals_reachTheirRemoteAlone() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = link.watchedBy(base, "evidence", "anna");
                TestSocket other = TestSocket.open(base, "/ws")) {
            String peer =
                    other.send("{'type':'join','room_id':'evidence','peer_id':'bert'}")
                            .await("room_peers")
                            .path("peers")
                            .path(1)
                            .asText();
            link.send(
                    "{'type':'peer_evidence','peer_id':'"
                            + peer
                            + "','remote':'anna','at':12.5,'uncertainty_ms':0.4,'event':{'kind':'state','of':'ice','value':'checking'},'sender_at':7.25}");
            JsonNode evidence = browser.await("evidence");
            assertThat(evidence.path("source").asText()).isEqualTo("media-peer");
            assertThat(evidence.path("at").asDouble()).isEqualTo(12.5);
            assertThat(evidence.path("sender_at").asDouble()).isEqualTo(7.25);
            assertThat(evidence.path("event").path("value").asText()).isEqualTo("checking");

            link.send(
                    "{'type':'refused','peer_id':'"
                            + peer
                            + "','remote':'anna','code':'media-peers-full','detail':'no place'}");
            assertThat(browser.await("error").path("code").asText()).isEqualTo("media-peers-full");
            assertThat(other.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void evidence_thatComesAfterTheRemoteLeft_isInTheRecord_butOnlyFromItsOwnPeer() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                ScriptedLink stranger = ScriptedLink.registered(base, 4);
                TestSocket browser = TestSocket.open(base, "/ws")) {
            browser.send("{'type':'join','room_id':'late','peer_id':'anna'}")
                    .send("{'type':'call','media_peer':'" + link.id() + "'}")
                    .send(Sdp.offerTo(""));
            String peer = link.answerNextOffer().path("peer_id").asText();
            String session = browser.await("session").path("session_id").asText();
            browser.await("answer");
            browser.send("{'type':'leave','reason':'failed'}");
            link.await("stop_peer");

            String late =
                    "{'type':'peer_evidence','peer_id':'"
                            + peer
                            + "','remote':'anna','at':12.5,'uncertainty_ms':0.4,'event':{'kind':'state','of':'ice','value':'VALUE'}}";
            stranger.send(late.replace("VALUE", "connected"))
                    .send("{'type':'clock','id':2,'sent_at':1.0}")
                    .await("clock");
            link.send(late.replace("VALUE", "checking"))
                    .send("{'type':'clock','id':2,'sent_at':1.0}")
                    .await("clock");

            assertThat(
                            RestAssured.get(base.resolve("/api/sessions/" + session))
                                    .jsonPath()
                                    .getList("events.findAll {it.type == 'state'}.value"))
                    .containsExactly("checking");
        }
    }

    @Test
    void messagesAboutForeignPeers_areIgnored() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                ScriptedLink foreign = ScriptedLink.registered(base, 4);
                TestSocket browser = link.watchedBy(base, "foreign", "anna")) {
            browser.send(Sdp.offerTo(""));
            String peer = link.await("signaled").path("peer_id").asText();
            foreign.send("{'type':'peer_ended','peer_id':'" + peer + "','reason':'failed'}")
                    .send("{'type':'fly'}")
                    .send("{'type':'clock','id':9,'sent_at':1.0}")
                    .await("clock");
            assertThat(browser.heardUntilNow())
                    .noneMatch(m -> m.path("type").asText().equals("peer_left"));
        }
    }

    @Test
    void crashedWorker_isToldToTheViewer_whoCallsAgain() {
        try (ScriptedLink link = ScriptedLink.registered(base, 1);
                TestSocket browser = link.watchedBy(base, "crash", "anna")) {
            browser.send("{'type':'call','media_peer':'" + link.id() + "'}");
            assertThat(browser.await("error").path("code").asText()).isEqualTo("media-peers-full");

            browser.send(Sdp.offerTo(""));
            String peer = link.await("signaled").path("peer_id").asText();
            link.send(
                    "{'type':'connection_ended','peer_id':'"
                            + peer
                            + "','remote':'anna','reason':'worker-crashed'}");
            JsonNode left = browser.await("peer_left");
            assertThat(left.path("reason").asText()).isEqualTo("worker-crashed");
            assertThat(left.path("peer_id").asText()).isEqualTo(peer);

            browser.send("{'type':'call','media_peer':'" + link.id() + "'}").send(Sdp.offerTo(""));
            link.answerNextOffer();
            browser.await("answer");
        }
    }

    @Test
    void leavingViewer_endsTheMediaPeer() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4)) {
            TestSocket browser = link.watchedBy(base, "leaving", "anna");
            browser.close();
            assertThat(link.await("remote_left").path("reason").asText()).isEqualTo("left");
            link.await("stop_peer");
        }
    }

    @Test
    void lostLink_thatDoesNotComeBack_isToldToTheViewers() {
        ScriptedLink link = ScriptedLink.registered(base, 4);
        try (TestSocket browser = link.watchedBy(base, "lost", "anna")) {
            link.abort();
            assertThat(browser.await("peer_left").path("reason").asText())
                    .isEqualTo("media-peer-lost");
        }
    }

    @Test
    void lostLink_thatComesBack_isNoticedByNobody_andNothingIsLost() {
        ScriptedLink link = ScriptedLink.registered(base, 4);
        try (TestSocket browser = link.watchedBy(base, "back", "anna")) {
            browser.send(Sdp.offerTo(""));
            String peer = link.await("signaled").path("peer_id").asText();
            link.abort();
            browser.send(Sdp.candidateTo(peer));
            try (ScriptedLink again = ScriptedLink.open(base, link.id())) {
                again.register(4, ScriptedLink.running(peer, "back", "anna"));
                browser.send(Sdp.offerTo(peer));
                assertThat(again.await("signaled").path("from").asText()).isEqualTo("anna");
                assertThat(browser.heardUntilNow()).isEmpty();
            }
        }
    }

    @Test
    void registerWithRunningPeers_afterARestart_rebuildsTheRoom_andTheTokenStillCounts() {
        try (TestSocket before = TestSocket.open(base, "/ws")) {
            String token =
                    before.send("{'type':'join','room_id':'rebuilt','peer_id':'anna'}")
                            .await("welcome")
                            .path("resume")
                            .asText();
            before.send("{'type':'leave'}");
            assertThat(before.heardUntilNow()).hasSize(1);
            try (ScriptedLink link = ScriptedLink.open(base, "mp-restarted");
                    TestSocket thief = TestSocket.open(base, "/ws");
                    TestSocket anna = TestSocket.open(base, "/ws")) {
                link.register(4, ScriptedLink.running("media-0000000000000001", "rebuilt", "anna"));
                thief.send("{'type':'join','room_id':'rebuilt','peer_id':'anna'}");
                assertThat(thief.await("error").path("code").asText()).isEqualTo("peer-id-taken");

                anna.send(
                        "{'type':'join','room_id':'rebuilt','peer_id':'anna','resume':'"
                                + token
                                + "'}");
                JsonNode peers = anna.await("room_peers");
                assertThat(peers.path("members").path(0).path("role").asText())
                        .isEqualTo("media-peer");
                anna.send(Sdp.candidateTo("media-0000000000000001"));
                assertThat(link.await("signaled").path("from").asText()).isEqualTo("anna");
            }
        }
    }
}
