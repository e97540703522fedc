package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.start;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Three who watch one media peer, two of them on the same worker, and what they choose. */
abstract class Choosing {
    static final String A = "p/anna#1";
    static final String B = "p/bert#2";
    static final String C = "p/carl#3";
    static final SourceInfo FILE =
            new SourceInfo(
                    "file:a.mp4",
                    "a.mp4",
                    SourceInfo.Kind.FILE,
                    1000L,
                    1280,
                    720,
                    25.0,
                    true,
                    true,
                    null);
    static final SourceInfo BROKEN =
            new SourceInfo(
                    "file:text.mp4",
                    "text.mp4",
                    SourceInfo.Kind.FILE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "no picture in it");
    static final SourceInfo PATTERN = new SourceInfo("pattern", "Bars");

    final Bench bench = new Bench(limits(6, 2, 100));

    @BeforeEach
    void twoWatchOnOneWorker_andOneOnTheOther() {
        bench.twoWorkers();
        bench.worker(2, new WorkerEvent.Sources(List.of(PATTERN, FILE, BROKEN)));
        bench.from(start("p"));
        for (String remote : List.of("anna", "bert", "carl")) {
            bench.from(offer("p", remote));
        }
        bench.worker(1, new WorkerEvent.Answer(A, "v=0"));
        bench.worker(1, new WorkerEvent.Answer(B, "v=0"));
        bench.worker(2, new WorkerEvent.Answer(C, "v=0"));
    }

    Bench.Outcome wish(String source) {
        return bench.from(
                SignalingToPeer.SetSource.of(
                        peer("p"), new SourceChoice(source, 320, 180, 15, 500L, false)));
    }

    Bench.Outcome changed(int worker, String session, String source) {
        return bench.worker(worker, new WorkerEvent.SourceChanged(session, source, 320, 180, 15.0));
    }

    Bench.Outcome refused(int worker, String session) {
        return bench.worker(
                worker,
                new WorkerEvent.SourceRefused(session, FILE.id(), "source-failed", "is gone"));
    }

    static PeerToSignaling shown(String source) {
        return new PeerToSignaling.SourceChanged(peer("p"), source, 320, 180, 15.0, null);
    }

    static PeerToSignaling refusal(String source, String code, String detail) {
        return new PeerToSignaling.SourceRefused(peer("p"), source, code, detail);
    }

    static WorkerCommand.SetSource toFile(String session) {
        return new WorkerCommand.SetSource(session, FILE.id(), 320, 180, 15, 500L, false);
    }

    static WorkerCommand.SetSource back(String session) {
        return new WorkerCommand.SetSource(session, "pattern", null, null, null, null, null);
    }
}
