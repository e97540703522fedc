package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Wire;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One session of a worker calls another one of the same worker and receives its video. */
@Timeout(120)
class ViewingTest {
    private static final int CYCLES = 20;

    @Test
    void viewer_offersConnectsAndDecodes() throws Exception {
        try (ChildWorker worker = new ChildWorker()) {
            for (int i = 0; i < CYCLES; i++) {
                call(worker, "viewer-" + i, "shower-" + i);
            }
            assertThat(worker.garbage()).isEmpty();
        }
    }

    @Test
    void answerNobodyAskedFor_endsTheConnection() throws Exception {
        try (ChildWorker worker = new ChildWorker()) {
            worker.send(new WorkerCommand.View("early", List.of()));
            WorkerEvent.Offer offer =
                    worker.await(WorkerEvent.Offer.class, e -> e.session().equals("early"));
            worker.send(
                    new WorkerCommand.Answer("early", offer.sdp().replace("actpass", "active")));
            worker.send(
                    new WorkerCommand.Answer("early", offer.sdp().replace("actpass", "active")));
            assertThat(
                            worker.await(
                                            WorkerEvent.Refused.class,
                                            e -> e.session().equals("early"))
                                    .detail())
                    .contains("no offer waits for an answer");
        }
    }

    private static void call(ChildWorker worker, String viewer, String shower) throws Exception {
        Wire wire = new Wire(worker, viewer, shower);
        wire.call();
        double decoded = wire.await(viewer, WorkerEvent.FirstFrameDecoded.class).at();
        double sent = wire.await(shower, WorkerEvent.FirstFrameSent.class).at();
        // each is noted when the worker comes to it, which a stall may delay
        assertThat(decoded - sent).isBetween(-10_000.0, 10_000.0);
        for (String end : List.of(viewer, shower)) {
            WorkerEvent.SelectedPair pair = wire.await(end, WorkerEvent.SelectedPair.class);
            assertThat(pair.localType()).isEqualTo("host");
            assertThat(pair.relayProtocol()).isNull();
        }
        worker.send(new WorkerCommand.Close(viewer));
        wire.await(viewer, WorkerEvent.Ended.class);
        // the goodbye of DTLS is one datagram, and may be lost
        assertThat(wire.await(shower, WorkerEvent.Ended.class).reason())
                .isIn(WorkerEvent.EndReason.CLOSED, WorkerEvent.EndReason.VIEWER_VANISHED);
    }
}
