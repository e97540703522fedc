package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes what is asked of the library. */
final class FakePeers implements RtcPeers {
    final List<String> calls = new ArrayList<>();
    final List<Runnable> later = new ArrayList<>();
    Consumer<PeerObservation> observer = observation -> {};
    boolean broken;

    @Override
    public RtcPeer open(
            List<GuardedIceUrl> servers, Wish wish, Consumer<PeerObservation> observer) {
        if (broken) {
            throw new RtcFailure("broken", new Error());
        }
        this.observer = observer;
        calls.add("open " + wish.program().spec().id());
        return new FakePeer();
    }

    @Override
    public RtcPeer openViewer(List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        this.observer = observer;
        calls.add("open viewer");
        return new FakePeer();
    }

    private final class FakePeer implements RtcPeer {
        @Override
        public void apply(GuardedSdp offer, boolean passive) {
            calls.add("apply");
        }

        @Override
        public void makeOffer() {
            calls.add("make offer");
        }

        @Override
        public void applyAnswer(GuardedSdp answer) {
            calls.add("apply answer");
        }

        @Override
        public void addCandidate(RemoteCandidate candidate) {
            calls.add("candidate");
        }

        @Override
        public void useServers(List<GuardedIceUrl> servers) {
            calls.add("servers");
        }

        @Override
        public void show(Wish wish) {
            calls.add("show " + wish.program());
        }

        @Override
        public void showNow() {
            calls.add("show now");
        }

        @Override
        public void readDescription() {
            calls.add("read");
        }

        @Override
        public void measure() {
            calls.add("measure");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
