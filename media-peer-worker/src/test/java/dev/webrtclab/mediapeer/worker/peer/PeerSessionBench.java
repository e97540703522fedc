package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Report;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CandidateOffered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Offered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateChanged;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.util.List;

/** A session, what is done to it at which millisecond, and what follows. */
abstract class PeerSessionBench {
    static final SelectedPair PAIR =
            new SelectedPair("192.0.2.1:5000", null, "host", "prflx", "udp", null);

    final PeerSession session = new PeerSession("s", at(0));

    void connect() throws Exception {
        apply(offer(true), 0);
        apply(new Answered(answer("one")), 1);
        connection("connected", 2);
        apply(new Measured(stats(1, 1, false, PAIR)), 3);
    }

    /** What follows, but for the evidence, which WitnessTest looks at. */
    List<PeerEffect> apply(PeerInput input, long ms) {
        return session.apply(input, at(ms)).stream()
                .filter(effect -> !(effect instanceof Report(WorkerEvent.Observed seen)))
                .toList();
    }

    List<PeerEffect> connection(String value, long ms) {
        return apply(new StateChanged(StateKind.CONNECTION, value, at(ms)), ms);
    }

    List<PeerEffect> gathering(String value, long ms) {
        return apply(new StateChanged(StateKind.GATHERING, value, at(ms)), ms);
    }

    static PeerEffect ended(EndReason reason) {
        return new Report(new WorkerEvent.Ended("s", reason));
    }

    static Moment at(long ms) {
        return new Moment(ms, ms * 1_000_000);
    }

    static Offered offer(boolean trickle) throws Exception {
        return new Offered(
                SdpGuard.accept(Offers.ofChromium()), false, trickle, List.of(), Wish.STANDARD);
    }

    static CandidateOffered candidate(String address) throws Exception {
        return new CandidateOffered(
                RemoteCandidate.accept(
                        "candidate:1 1 udp 2122260223 " + address + " 50000 typ host", "0", 0));
    }

    static String answer(String fragment) {
        return "v=0\r\na=ice-ufrag:" + fragment + "\r\n";
    }

    static StatsSnapshot stats(long frames, long arrivals, boolean closed, SelectedPair pair) {
        return new StatsSnapshot(
                frames, frames, 1000, 100, arrivals, 1.5, closed, pair, List.of(), null, null,
                null);
    }
}
