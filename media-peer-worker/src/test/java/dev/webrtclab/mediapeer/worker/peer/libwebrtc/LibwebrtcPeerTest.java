package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Viewer;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections: the worker as a child process, the viewer in this JVM. */
@Timeout(120)
class LibwebrtcPeerTest {
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
            assertThat(first.width()).isEqualTo(FrameSource.WIDTH);
            assertThat(first.height()).isEqualTo(FrameSource.HEIGHT);
            assertThat(second.stamp().frame()).isGreaterThan(first.stamp().frame());
            assertThat(second.stamp().epochMs()).isGreaterThan(first.stamp().epochMs());
            assertThat(second.atEpochMs() - second.stamp().epochMs()).isBetween(0.0, 2000.0);

            WorkerEvent.SelectedPair pair =
                    worker.await(
                            WorkerEvent.SelectedPair.class, p -> p.session().equals("trickle"));
            assertThat(pair.localType()).isEqualTo("host");
            assertThat(pair.protocol()).isEqualTo("udp");
            worker.await(WorkerEvent.FirstFrameSent.class, e -> e.session().equals("trickle"));
            worker.await(
                    WorkerEvent.Stats.class,
                    e -> e.session().equals("trickle") && e.framesEncoded() > 0);
            worker.send(new WorkerCommand.Close("trickle"));
            assertThat(
                            worker.await(
                                            WorkerEvent.Ended.class,
                                            e -> e.session().equals("trickle"))
                                    .reason())
                    .isEqualTo(EndReason.CLOSED);
        }
    }
}
