package dev.webrtclab.mediapeer.control;

import static dev.webrtclab.mediapeer.testing.Samples.candidate;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.sdp;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.mediapeer.sessions.AdvertisedAddresses;
import dev.webrtclab.mediapeer.sessions.Sessions;
import dev.webrtclab.mediapeer.signaling.ws.LinkSettings;
import dev.webrtclab.mediapeer.testing.Samples;
import dev.webrtclab.mediapeer.testing.ScriptedSignaling;
import dev.webrtclab.mediapeer.worker.WorkerLaunch;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.link.WorkerInfo.WorkerState;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with the worker as it is built: native library, real answers, real crashes. */
class RealWorkerIT {
    private static final Logger LOG = Logger.getLogger(RealWorkerIT.class);
    private static final Path DIST = Path.of("..", "media-peer-worker", "target", "dist");

    private final ScriptedSignaling signaling = new ScriptedSignaling();
    @TempDir Path directory;
    private @Nullable Supervisor supervisor;

    @BeforeEach
    void startBoth() throws IOException {
        assertThat(DIST)
                .as("the worker; build it first: mvn -pl media-peer-worker -am package")
                .isDirectory();
        signaling.start();
        Path token = Files.writeString(directory.resolve("token"), ScriptedSignaling.TOKEN);
        supervisor =
                new Supervisor(
                        Identity.of("it", null),
                        new Sessions(
                                Samples.limits(4, 2, 200),
                                Identity.SOURCES,
                                AdvertisedAddresses.unchanged()),
                        new WorkerLaunch(
                                WorkerLaunch.ownJava(),
                                DIST.toAbsolutePath().normalize(),
                                "dev.webrtclab.mediapeer.worker.Main",
                                "128m",
                                "strict",
                                List.of(),
                                Optional.empty(),
                                directory),
                        new LinkSettings(
                                signaling.url(),
                                Optional.of(token),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(6)),
                        List.of(new NoteLog()));
        supervisor.start();
        awaitReady(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> supervisor().link().registered());
    }

    @AfterEach
    void stopBoth() {
        long begun = System.nanoTime();
        supervisor().stop(Duration.ofSeconds(7));
        long took = millisSince(begun);
        signaling.close();
        LOG.infof("stopped in %d ms", took);
        assertThat(took).isLessThan(9000);
    }

    @Test
    void call_isAnsweredByTheNativeLibrary_withCandidates() {
        long begun = System.nanoTime();
        signaling.send(start("p"));
        Signal.Answer answer = offered("viewer", "1");
        LOG.infof("start and offer to answer in %d ms", millisSince(begun));
        assertThat(answer.answer().sdp()).contains("m=video", "a=sendonly", "a=fingerprint");
        var found =
                signaling.next(
                        PeerToSignaling.Signaled.class,
                        signal ->
                                signal.message() instanceof Signal.IceCandidate gathered
                                        && gathered.candidate().candidate().contains("typ host"));
        assertThat(found.target()).isEqualTo(peer("viewer"));
        signaling.send(candidate("p", "viewer", "1"));
        signaling.send(new SignalingToPeer.RemoteLeft(peer("p"), peer("viewer"), LeaveReason.LEFT));
        await().atMost(Duration.ofSeconds(30)).until(() -> supervisor().load().sessions() == 0);
    }

    @Test
    void withoutTrickle_theAnswerHoldsTheCandidates() {
        signaling.send(start("p", false));
        long begun = System.nanoTime();
        assertThat(offered("viewer", "1").answer().sdp()).contains("a=candidate:", "typ host");
        LOG.infof("offer to complete answer in %d ms", millisSince(begun));
    }

    @Test
    void nativeCrash_endsOnlyItsSessions_andTheNextOfferIsAnswered() throws Exception {
        signaling.send(start("p"));
        offered("one", "1");
        offered("two", "2");
        awaitReady(2);
        offered("three", "3");
        WorkerInfo victim =
                supervisor().load().workers().stream()
                        .filter(worker -> worker.sessions() == 2)
                        .findFirst()
                        .orElseThrow();
        long begun = System.nanoTime();
        new ProcessBuilder("kill", "-SEGV", Long.toString(victim.pid())).start().waitFor();
        for (int i = 0; i < 2; i++) {
            var ended = signaling.next(PeerToSignaling.ConnectionEnded.class);
            assertThat(ended.reason()).isEqualTo(LeaveReason.WORKER_CRASHED);
            assertThat(ended.remote()).isIn(peer("one"), peer("two"));
        }
        LOG.infof("crash to ended in %d ms", millisSince(begun));
        offered("one", "11");
        LOG.infof("crash to answer by another worker in %d ms", millisSince(begun));
        assertThat(millisSince(begun)).isLessThan(TimeUnit.SECONDS.toMillis(30));
        awaitReady(2);
        LOG.infof("crash to replacement ready in %d ms", millisSince(begun));
        assertThat(supervisor().view().sessions())
                .extracting(session -> session.remote())
                .containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void onePeerViewsAnother_untilAFrameIsDecoded() {
        signaling.send(start("shower"));
        signaling.send(start("viewer"));
        signaling.send(new SignalingToPeer.View(peer("viewer"), peer("shower"), List.of()));
        boolean decoded = false;
        while (!decoded) {
            switch (signaling.next(PeerToSignaling.class)) {
                case PeerToSignaling.Signaled(var from, var to, var message) ->
                        signaling.send(new SignalingToPeer.Signaled(to, from, message, List.of()));
                case PeerToSignaling.PeerEvidence evidence ->
                        decoded = evidence.event() instanceof EvidenceEvent.FirstFrameDecoded;
                default -> {
                    // load and clock
                }
            }
        }
        assertThat(supervisor().load().sessions()).isEqualTo(2);
        signaling.send(new SignalingToPeer.StopPeer(peer("viewer"), LeaveReason.STOPPED));
        var ended = signaling.next(PeerToSignaling.ConnectionEnded.class);
        assertThat(ended.peerId()).isEqualTo(peer("shower"));
        // the goodbye of DTLS is one datagram, and may be lost
        assertThat(ended.reason()).isIn(LeaveReason.LEFT, LeaveReason.VIEWER_VANISHED);
    }

    private Supervisor supervisor() {
        assertThat(supervisor).isNotNull();
        return supervisor;
    }

    /** Waits until so many workers are ready and have a free seat. */
    private void awaitReady(int wanted) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                supervisor().load().workers().stream()
                                                .filter(
                                                        worker ->
                                                                worker.state() == WorkerState.READY
                                                                        && worker.sessions() < 2)
                                                .count()
                                        >= wanted);
    }

    private Signal.Answer offered(String remote, String origin) {
        signaling.send(offer("p", remote, sdp(origin)));
        return (Signal.Answer)
                signaling
                        .next(
                                PeerToSignaling.Signaled.class,
                                signal ->
                                        signal.target().equals(peer(remote))
                                                && signal.message() instanceof Signal.Answer)
                        .message();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
