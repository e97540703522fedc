package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

/** What peers show, and how it changes for all who watch. */
class SourcesTest extends Choosing {
    @Test
    void wish_goesToEveryConnection_andIsToldWhenTheLastIsThere() {
        assertThat(wish(FILE.id()).commands()).containsExactly(toFile(A), toFile(B), toFile(C));
        assertThat(changed(1, A, FILE.id()).told()).isEmpty();
        assertThat(changed(2, C, FILE.id()).told()).isEmpty();
        assertThat(changed(1, B, FILE.id()).told()).containsExactly(shown(FILE.id()));
        assertThat(bench.sessions.running().getFirst().shown().width()).isEqualTo(320);
    }

    @Test
    void wishThatOneConnectionRefuses_setsTheOthersBack() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        refused(2, C);

        Bench.Outcome last = changed(1, B, FILE.id());
        assertThat(last.commands()).containsExactly(back(A), back(B));
        assertThat(last.told()).containsExactly(refusal(FILE.id(), "source-failed", "is gone"));
        assertThat(bench.sessions.running().getFirst().source()).isEqualTo("pattern");
    }

    @Test
    void connectionThatOpensMeanwhile_showsTheNewSourceToo() {
        wish(FILE.id());
        WorkerCommand.Offer offered =
                (WorkerCommand.Offer) bench.from(offer("p", "dora")).commands().getFirst();
        assertThat(offered.source()).isEqualTo("pattern");
        changed(1, A, FILE.id());
        changed(1, B, FILE.id());
        assertThat(changed(2, C, FILE.id()).commands())
                .containsExactly(
                        new WorkerCommand.SetSource(
                                "p/dora#4", FILE.id(), 320, 180, 15, null, false));

        bench.worker(3, new WorkerEvent.Ready(103));
        WorkerCommand.Offer later =
                (WorkerCommand.Offer) bench.from(offer("p", "emil")).commands().getFirst();
        assertThat(later.source()).isEqualTo(FILE.id());
        assertThat(later.width()).isEqualTo(320);
        assertThat(later.loop()).isFalse();
    }

    @Test
    void wishesWhileOneIsCarriedOut_areKeptToTheLast_andEachIsAnsweredOnce() {
        wish(FILE.id());
        assertThat(wish("pattern").all()).isEmpty();
        assertThat(wish(FILE.id()).told())
                .containsExactly(
                        refusal("pattern", "source-failed", "another choice came after it"));
        changed(1, A, FILE.id());
        changed(1, B, FILE.id());
        Bench.Outcome first = changed(2, C, FILE.id());
        assertThat(first.told()).containsExactly(shown(FILE.id()));
        assertThat(first.commands()).containsExactly(toFile(A), toFile(B), toFile(C));
    }

    @Test
    void wishForWhatIsNotThere_orCanNotBeShown_reachesNoWorker() {
        assertThat(wish("camera:7").told())
                .containsExactly(
                        refusal("camera:7", "source-unknown", "this media peer does not offer it"));
        assertThat(wish(BROKEN.id()).all())
                .containsExactly(
                        new SessionEffect.Tell(
                                refusal(BROKEN.id(), "source-failed", "no picture in it")));
        var odd = new SignalingToPeer.SetSource(peer("p"), "pattern", 7, 7, null, null, null);
        assertThat(bench.from(odd).told())
                .singleElement()
                .isInstanceOfSatisfying(
                        PeerToSignaling.SourceRefused.class,
                        no -> assertThat(no.code()).isEqualTo("invalid-message"));
    }

    @Test
    void workerThatDiesOverASource_isTheSourcesFault_andTheOthersAreSetBack() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        changed(1, B, FILE.id());
        Bench.Outcome crash = bench.exit(2, 139);
        assertThat(crash.commands()).containsExactly(back(A), back(B));
        assertThat(crash.told())
                .contains(refusal(FILE.id(), "source-failed", "the worker process ended over it"));
    }

    @Test
    void silenceOfAWorker_isAnsweredInTime() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        Bench.Outcome late = bench.pass(SourceSide.PATIENCE.plusSeconds(1), 1, 2);
        assertThat(late.told())
                .contains(refusal(FILE.id(), "answer-timeout", "not shown within 8 s"));
        assertThat(late.commands()).contains(back(A), back(B), back(C));
    }

    @Test
    void viewersWhoLeave_areNotWaitedFor() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        changed(2, C, FILE.id());
        var left = new SignalingToPeer.RemoteLeft(peer("p"), peer("bert"), LeaveReason.LEFT);
        assertThat(bench.from(left).told()).contains(shown(FILE.id()));
    }

    @Test
    void peerWithoutViewers_changesAtOnce_withWhatIsKnownOfTheSource() {
        bench.from(start("q"));
        var wish = SignalingToPeer.SetSource.of(peer("q"), SourceChoice.of(FILE.id()));
        assertThat(bench.from(wish).told())
                .containsExactly(
                        new PeerToSignaling.SourceChanged(
                                peer("q"), FILE.id(), 1280, 720, 25.0, null));
    }

    @Test
    void peerThatStops_answersItsWishes() {
        wish(FILE.id());
        wish("pattern");
        var stop = new SignalingToPeer.StopPeer(peer("p"), LeaveReason.STOPPED);
        assertThat(bench.from(stop).told())
                .contains(
                        refusal(FILE.id(), "media-peer-lost", "the media peer has left"),
                        refusal("pattern", "media-peer-lost", "the media peer has left"));
    }

    @Test
    void sourceThatFailsLater_givesWayToThePattern_everywhere() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        changed(1, B, FILE.id());
        changed(2, C, FILE.id());
        Bench.Outcome failed =
                bench.worker(
                        2, new WorkerEvent.SourceFailed(C, FILE.id(), "source-failed", "broke"));
        assertThat(failed.told())
                .containsExactly(
                        new PeerToSignaling.SourceChanged(
                                peer("p"), "pattern", null, null, null, "broke"));
        assertThat(failed.commands()).containsExactly(back(A), back(B), back(C));
    }

    @Test
    void smallFileThatFails_givesWayToThePattern_inASizeThatItHas() {
        var small = new SourceChoice(FILE.id(), 100, 100, null, null, null);
        bench.from(start("q"));
        bench.from(SignalingToPeer.SetSource.of(peer("q"), small));
        bench.from(offer("q", "anna"));
        String session = "q/anna#4";
        Bench.Outcome failed =
                bench.worker(
                        2,
                        new WorkerEvent.SourceFailed(session, FILE.id(), "source-failed", "broke"));
        assertThat(failed.commands()).containsExactly(back(session));
    }

    @Test
    void endOfAFile_isToldOnce() {
        wish(FILE.id());
        changed(1, A, FILE.id());
        changed(1, B, FILE.id());
        changed(2, C, FILE.id());
        assertThat(bench.worker(1, new WorkerEvent.SourceEnded(A, FILE.id())).told())
                .containsExactly(new PeerToSignaling.SourceEnded(peer("p"), FILE.id()));
        assertThat(bench.worker(2, new WorkerEvent.SourceEnded(C, FILE.id())).told()).isEmpty();
    }

    @Test
    void ownSize_isToldWhenTheFirstConnectionKnowsIt() {
        assertThat(
                        bench.worker(1, new WorkerEvent.SourceChanged(A, "pattern", 640, 360, 30.0))
                                .told())
                .containsExactly(
                        new PeerToSignaling.SourceChanged(
                                peer("p"), "pattern", 640, 360, 30.0, null));
        assertThat(
                        bench.worker(1, new WorkerEvent.SourceChanged(B, "pattern", 640, 360, 29.0))
                                .told())
                .isEmpty();
    }
}
