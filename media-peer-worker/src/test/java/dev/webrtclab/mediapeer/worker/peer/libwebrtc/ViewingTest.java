package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    /** The ends of one call, wired to each other, and what each of them reported. */
    private static final class Wire implements Consumer<WorkerEvent> {
        private final ChildWorker worker;
        private final String viewer;
        private final String shower;
        private final Map<String, CompletableFuture<WorkerEvent>> reports =
                new ConcurrentHashMap<>();

        Wire(ChildWorker worker, String viewer, String shower) {
            this.worker = worker;
            this.viewer = viewer;
            this.shower = shower;
        }

        @Override
        public void accept(WorkerEvent event) {
            if (!(event instanceof WorkerEvent.OfSession about)
                    || !List.of(viewer, shower).contains(about.session())) {
                return;
            }
            report(about.session(), event.getClass()).complete(event);
            if (event instanceof WorkerEvent.Offer(var ignored, var sdp)) {
                worker.send(new WorkerCommand.Offer(shower, sdp, "pattern", true, List.of()));
            } else if (event instanceof WorkerEvent.Answer(var ignored, var sdp)) {
                worker.send(new WorkerCommand.Answer(viewer, sdp));
            } else if (event instanceof WorkerEvent.Candidate candidate) {
                worker.send(
                        new WorkerCommand.Candidate(
                                about.session().equals(viewer) ? shower : viewer,
                                candidate.candidate(),
                                candidate.sdpMid(),
                                candidate.sdpMLineIndex()));
            }
        }

        <E extends WorkerEvent> E await(String session, Class<E> kind) throws Exception {
            return kind.cast(report(session, kind).get(20, TimeUnit.SECONDS));
        }

        private CompletableFuture<WorkerEvent> report(String session, Class<?> kind) {
            return reports.computeIfAbsent(
                    session + " " + kind.getSimpleName(), key -> new CompletableFuture<>());
        }
    }

    private static void call(ChildWorker worker, String viewer, String shower) throws Exception {
        Wire wire = new Wire(worker, viewer, shower);
        worker.listen(wire);
        worker.send(new WorkerCommand.View(viewer, List.of()));
        double decoded = wire.await(viewer, WorkerEvent.FirstFrameDecoded.class).at();
        double sent = wire.await(shower, WorkerEvent.FirstFrameSent.class).at();
        assertThat(decoded - sent).isBetween(-1000.0, 2000.0);
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
