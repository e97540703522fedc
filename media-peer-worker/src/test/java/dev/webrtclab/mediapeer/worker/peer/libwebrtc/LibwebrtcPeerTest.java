package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.mediapeer.worker.testing.Viewer;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections: the worker as a child process, the viewer in this JVM. */
@Timeout(180)
class LibwebrtcPeerTest {
    private static final int CYCLES = 100;

    /** What one connection may leave behind on average; the library never frees it. */
    private static final long MOST_LEFT_PER_SESSION = 1_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Each name server is asked twice and waited for 5 s each time. */
    private static final Duration RESOLVER_PATIENCE = Duration.ofSeconds(60);

    private static Viewer.Engine engine;
    private static ChildWorker worker;

    @BeforeAll
    static void start() {
        engine = new Viewer.Engine();
        worker = new ChildWorker();
    }

    @AfterAll
    static void stop() {
        worker.close();
        engine.close();
    }

    @Test
    void call_withTrickle_showsFramesWhoseNumbersAdvance() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "trickle")) {
            viewer.call(List.of());
            assertThat(viewer.answer()).contains("a=setup:passive").contains("a=sendonly");
            assertThat(viewer.answer()).doesNotContain("a=candidate:");
            Seen first = viewer.nextFrame();
            Seen second = viewer.nextFrame();
            assertThat(first.width()).isEqualTo(640);
            assertThat(first.height()).isEqualTo(480);
            assertThat(second.stamp().frame()).isGreaterThan(first.stamp().frame());
            assertThat(second.stamp().epochMs()).isGreaterThan(first.stamp().epochMs());
            assertThat(second.atEpochMs() - second.stamp().epochMs()).isBetween(-1.0, 2000.0);

            WorkerEvent.SelectedPair pair =
                    worker.await(
                            WorkerEvent.SelectedPair.class, p -> p.session().equals("trickle"));
            assertThat(pair.localType()).isEqualTo("host");
            assertThat(pair.protocol()).isEqualTo("udp");
            assertThat(pair.local()).matches(".+:\\d+");
            worker.await(WorkerEvent.FirstFrameSent.class, e -> e.session().equals("trickle"));
            worker.await(
                    WorkerEvent.Stats.class,
                    e ->
                            e.session().equals("trickle")
                                    && e.framesEncoded() > 0
                                    && e.bytesSent() > 0
                                    && e.bytesReceived() > 0
                                    && e.roundTripTimeMs() != null);
            worker.send(new WorkerCommand.Close("trickle"));
            assertThat(ended("trickle")).isEqualTo(EndReason.CLOSED);
        }
        assertThat(worker.garbage()).isEmpty();
    }

    @Test
    void call_withoutTrickle_isAnsweredWithAllCandidates() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "complete")) {
            viewer.callWithoutTrickle();
            assertThat(viewer.answer()).contains("a=candidate:");
            viewer.nextFrame();
            worker.send(new WorkerCommand.Close("complete"));
            assertThat(ended("complete")).isEqualTo(EndReason.CLOSED);
        }
    }

    @Test
    void iceRestart_keepsTheConnectionAndItsFrames() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "restart")) {
            viewer.call(List.of());
            long before = viewer.nextFrame().stamp().frame();
            String fragment = viewer.iceFragment();
            viewer.restartIce();
            assertThat(viewer.iceFragment()).isNotEqualTo(fragment);
            worker.await(
                    WorkerEvent.State.class,
                    e ->
                            e.session().equals("restart")
                                    && e.of().equals("gathering")
                                    && e.value().equals("complete"));
            viewer.forgetFrames();
            assertThat(viewer.nextFrame().stamp().frame()).isGreaterThan(before);
            worker.send(new WorkerCommand.Close("restart"));
            assertThat(ended("restart")).isEqualTo(EndReason.CLOSED);
        }
    }

    @Test
    void twoViewers_seeTheSameFrames() throws Exception {
        try (Viewer one = new Viewer(engine, worker, "one");
                Viewer two = new Viewer(engine, worker, "two")) {
            one.call(List.of());
            two.call(List.of());
            Seen here = one.nextFrame();
            Seen there = two.nextFrame();
            // each has an encoder of its own, which may leave out frames
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (here.stamp().frame() != there.stamp().frame()) {
                assertThat(deadline - System.nanoTime())
                        .as("time left, at %s and %s", here.stamp(), there.stamp())
                        .isPositive();
                if (here.stamp().frame() < there.stamp().frame()) {
                    here = one.nextFrame();
                } else {
                    there = two.nextFrame();
                }
            }
            assertThat(here.stamp()).isEqualTo(there.stamp());
            worker.send(new WorkerCommand.Close("one"));
            worker.send(new WorkerCommand.Close("two"));
            assertThat(ended("two")).isEqualTo(EndReason.CLOSED);
        }
    }

    @Test
    void viewerThatHangsUp_isNoticed() throws Exception {
        EndReason reason = EndReason.VIEWER_VANISHED;
        // the goodbye of DTLS is one datagram, and may be lost
        for (int i = 0; i < 3 && reason == EndReason.VIEWER_VANISHED; i++) {
            String session = "goodbye-" + i;
            try (Viewer viewer = new Viewer(engine, worker, session)) {
                viewer.call(List.of());
                viewer.nextFrame();
            }
            reason = ended(session);
        }
        assertThat(reason).isEqualTo(EndReason.CLOSED);
    }

    @Test
    void serverThatCanNotBeFound_isReportedOnceAndDoesNotHinder() throws Exception {
        IceServer absent = new IceServer(List.of("turn:nowhere.invalid:3478"), "user", "secret");
        try (Viewer viewer = new Viewer(engine, worker, "no-turn")) {
            viewer.call(List.of(absent));
            viewer.nextFrame();
            WorkerEvent.CandidateError error =
                    worker.await(
                            WorkerEvent.CandidateError.class,
                            e -> e.session().equals("no-turn"),
                            RESOLVER_PATIENCE);
            assertThat(error.code()).isEqualTo(701);
            assertThat(error.url()).contains(":nowhere.invalid:3478");
            worker.send(new WorkerCommand.Close("no-turn"));
            ended("no-turn");
        }
        assertThat(worker.log()).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void descriptionThatOnlyTheLibraryRefuses_isRefused() throws Exception {
        String sdp = Offers.ofChromium().replace("a=mid:0", "a=mid:0\r\na=mid:1");
        String broken = sdp.replace("a=group:BUNDLE 0", "a=group:BUNDLE 0 7");
        worker.send(new WorkerCommand.Offer("odd", broken, "pattern", true, List.of()));
        WorkerEvent.Refused refused =
                worker.await(WorkerEvent.Refused.class, e -> e.session().equals("odd"));
        assertThat(refused.code()).isEqualTo("description-refused");
        worker.send(new WorkerCommand.Close("odd"));
        assertThat(worker.await(WorkerEvent.Refused.class, e -> e.session().equals("odd")).code())
                .isEqualTo("session-unknown");
    }

    @Test
    void openAndClose_oneHundredTimes_leavesALivelyWorker() throws Exception {
        // a heap that is resident from the start adds nothing to what is measured
        try (ChildWorker fresh =
                new ChildWorker(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"))) {
            List<Long> rss = new ArrayList<>();
            for (int i = 0; i < CYCLES; i++) {
                String session = "cycle-" + i;
                try (Viewer viewer = new Viewer(engine, fresh, session)) {
                    viewer.call(List.of());
                    viewer.nextFrame();
                    fresh.send(new WorkerCommand.Close(session));
                    fresh.await(WorkerEvent.Ended.class, e -> e.session().equals(session));
                }
                if (i == CYCLES / 2 || i == CYCLES - 1) {
                    rss.add(fresh.await(WorkerEvent.Resources.class, e -> true).rssBytes());
                }
            }
            WorkerEvent.Resources last = fresh.await(WorkerEvent.Resources.class, e -> true);
            assertThat(last.sessions()).isZero();
            assertThat(last.served()).isEqualTo(CYCLES);
            assertThat((rss.getLast() - rss.getFirst()) / (CYCLES / 2))
                    .isLessThan(MOST_LEFT_PER_SESSION);
            fresh.send(new WorkerCommand.Shutdown());
            assertThat(fresh.awaitExit()).isZero();
            assertThat(fresh.garbage()).isEmpty();
            assertThat(fresh.log()).noneMatch(LibwebrtcPeerTest::isComplaint);
        }
    }

    @Test
    void supervisorThatIsGone_endsTheWorker() throws Exception {
        try (ChildWorker orphan = new ChildWorker();
                Viewer viewer = new Viewer(engine, orphan, "orphan")) {
            viewer.call(List.of());
            viewer.nextFrame();
            orphan.endInput();
            assertThat(orphan.awaitExit()).isZero();
            assertThat(orphan.log()).noneMatch(LibwebrtcPeerTest::isComplaint);
        }
    }

    @Test
    void refusedOffer_failsTheCall() {
        worker.send(new WorkerCommand.Offer("bad", "v=0\r\n", "pattern", true, List.of()));
        worker.send(new WorkerCommand.Offer("bad", Offers.ofChromium(), "screen", true, List.of()));
        assertThat(worker.await(WorkerEvent.Refused.class, e -> e.session().equals("bad")).code())
                .isEqualTo("description-refused");
        assertThat(worker.await(WorkerEvent.Refused.class, e -> e.session().equals("bad")).code())
                .isEqualTo("source-unknown");
        try (Viewer viewer = new Viewer(engine, worker, "bad")) {
            assertThatThrownBy(
                            () -> viewer.call(List.of(new IceServer(List.of("foo"), null, null))))
                    .hasMessageContaining("ice-url-refused");
        }
    }

    /** A warm-up that a busy machine cut short harms nobody. */
    private static boolean isComplaint(String line) {
        return line.matches("\\S+ (WARNING|SEVERE) .*") && !line.contains("the warm-up got no ");
    }

    private static EndReason ended(String session) {
        return worker.await(WorkerEvent.Ended.class, e -> e.session().equals(session)).reason();
    }
}
