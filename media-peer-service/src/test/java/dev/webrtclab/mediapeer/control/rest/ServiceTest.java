package dev.webrtclab.mediapeer.control.rest;

import static dev.webrtclab.mediapeer.testing.Samples.candidate;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.sdp;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.webrtclab.mediapeer.control.Supervisor;
import dev.webrtclab.mediapeer.testing.Lab;
import dev.webrtclab.mediapeer.testing.ScriptedSignaling;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.WorkerInfo.WorkerState;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.Signal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with real child processes and a scripted signaling service. */
@QuarkusTest
@QuarkusTestResource(Lab.class)
class ServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ScriptedSignaling signaling;
    @Inject Supervisor supervisor;

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                supervisor.link().registered()
                                        && supervisor.load().workers().stream()
                                                        .filter(
                                                                worker ->
                                                                        worker.state()
                                                                                == WorkerState
                                                                                        .READY)
                                                        .count()
                                                >= 2);
    }

    @AfterEach
    void stopPeer() {
        signaling.send(new SignalingToPeer.StopPeer(peer("p"), LeaveReason.STOPPED));
        await().atMost(PATIENCE).until(() -> supervisor.load().sessions() == 0);
    }

    @Test
    void call_isAnswered_withCandidatesAndEvidence() {
        double before = System.currentTimeMillis() + ScriptedSignaling.OFFSET_MS;
        call("viewer");
        assertThat(signaling.next(PeerToSignaling.Signaled.class).message())
                .isInstanceOf(Signal.IceCandidate.class);
        var evidence =
                signaling.next(
                        PeerToSignaling.PeerEvidence.class,
                        found -> found.event() instanceof EvidenceEvent.FirstFrameSent);
        double after = System.currentTimeMillis() + ScriptedSignaling.OFFSET_MS;
        assertThat(evidence.at())
                .isBetween(
                        before - evidence.uncertaintyMs() - 2,
                        after + evidence.uncertaintyMs() + 2);
        given().when()
                .get("/api/peer")
                .then()
                .statusCode(200)
                .body("name", equalTo("peer-1"))
                .body("state", equalTo("ready"))
                .body("capacity", equalTo(4))
                .body("sources.id", hasItem("pattern"))
                .body("connections.remote", hasItem("viewer"))
                .body("link.registered", equalTo(true));
    }

    @Test
    void crash_endsItsSession_andTheNextOfferIsServedByTheStandby() {
        call("viewer");
        signaling.send(candidate("p", "viewer", "CRASH"));
        var ended = signaling.next(PeerToSignaling.ConnectionEnded.class);
        assertThat(ended.reason()).isEqualTo(LeaveReason.WORKER_CRASHED);
        long start = System.nanoTime();
        offered("viewer", "77");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5000);
    }

    @Test
    void signalingRestart_leavesSessionsAlone_andRegistersThem() {
        call("viewer");
        int workers = supervisor.load().workers().size();
        signaling.stop();
        await().atMost(PATIENCE).until(() -> !supervisor.link().registered());
        given().when()
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.data.reason", hasItem(containsString("127.0.0.1")));
        assertThat(supervisor.load().sessions()).isEqualTo(1);
        signaling.start();
        var register =
                signaling.next(PeerToSignaling.Register.class, again -> !again.peers().isEmpty());
        assertThat(register.peers().getFirst().remotes()).containsExactly(peer("viewer"));
        assertThat(register.load().workers()).hasSize(workers);
        await().atMost(PATIENCE).until(() -> supervisor.link().registered());
    }

    @Test
    void vanishedViewer_isToldToSignaling() {
        call("viewer");
        signaling.send(candidate("p", "viewer", "VANISH"));
        assertThat(signaling.next(PeerToSignaling.ConnectionEnded.class).reason())
                .isEqualTo(LeaveReason.VIEWER_VANISHED);
    }

    @Test
    void badOffer_isRefused_andCounted() {
        signaling.send(start("p"));
        signaling.send(offer("p", "viewer", sdp("1").replace("recvonly", "sendonly")));
        assertThat(signaling.next(PeerToSignaling.Refused.class).code())
                .isEqualTo("no-video-offered");
        given().when()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("mediapeer_offers_refused_total{code=\"no-video-offered\"}"));
    }

    @Test
    void health_figures_andPages_areThere() {
        given().when().get("/q/health").then().statusCode(200).body("checks", hasSize(2));
        System.gc();
        String figures = given().when().get("/q/metrics").then().extract().asString();
        assertThat(figures)
                .contains(
                        "mediapeer_sessions 0.0",
                        "mediapeer_capacity 4.0",
                        "mediapeer_workers{state=\"ready\"}",
                        "mediapeer_worker_crashes_total ",
                        "mediapeer_worker_retired_total ",
                        "mediapeer_worker_rss_bytes ",
                        "mediapeer_frames_encoded_total ",
                        "mediapeer_bytes_sent_total ",
                        "mediapeer_sessions_ended_total{reason=\"worker-crashed\"}",
                        "mediapeer_answer_time_seconds_bucket");
        given().when().get("/q/openapi").then().body(containsString("/api/peer"));
        given().when().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void wrongPathsAndMethods_areProblems() {
        given().when()
                .get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#not-found"));
        given().when()
                .delete("/api/peer")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#method-not-allowed"));
    }

    private void call(String remote) {
        signaling.send(start("p"));
        offered(remote, "1");
    }

    private void offered(String remote, String origin) {
        signaling.send(offer("p", remote, sdp(origin)));
        signaling.next(
                PeerToSignaling.Signaled.class,
                signal -> signal.message() instanceof Signal.Answer);
    }
}
