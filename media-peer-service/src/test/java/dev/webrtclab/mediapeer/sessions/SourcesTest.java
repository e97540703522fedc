package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What peers show, and what there is to show. */
class SourcesTest {
    private static final String A = "p/anna#1";
    private static final String B = "p/bert#2";
    private static final String C = "p/carl#3";
    private static final SourceInfo FILE =
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
    private static final SourceInfo BROKEN =
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
    private static final SourceInfo PATTERN = new SourceInfo("pattern", "Bars");

    private final Bench bench = new Bench(limits(6, 2, 100));

    @BeforeEach
    void twoWatchOnOneWorker_andOneOnTheOther() {
        bench.twoWorkers();
        bench.worker(1, new WorkerEvent.Sources(List.of(PATTERN, FILE, BROKEN)));
        bench.from(start("p"));
        for (String remote : List.of("anna", "bert", "carl")) {
            bench.from(offer("p", remote));
        }
        bench.worker(1, new WorkerEvent.Answer(A, "v=0"));
        bench.worker(1, new WorkerEvent.Answer(B, "v=0"));
        bench.worker(2, new WorkerEvent.Answer(C, "v=0"));
    }

    private Bench.Outcome wish(String source) {
        return bench.from(
                SignalingToPeer.SetSource.of(
                        peer("p"), new SourceChoice(source, 320, 180, 15, 500L, false)));
    }

    private Bench.Outcome changed(int worker, String session, String source) {
        return bench.worker(worker, new WorkerEvent.SourceChanged(session, source, 320, 180, 15.0));
    }

    private Bench.Outcome refused(int worker, String session) {
        return bench.worker(
                worker,
                new WorkerEvent.SourceRefused(session, FILE.id(), "source-failed", "is gone"));
    }

    private static PeerToSignaling shown(String source) {
        return new PeerToSignaling.SourceChanged(peer("p"), source, 320, 180, 15.0, null);
    }

    private static PeerToSignaling refusal(String source, String code, String detail) {
        return new PeerToSignaling.SourceRefused(peer("p"), source, code, detail);
    }

    private static WorkerCommand.SetSource toFile(String session) {
        return new WorkerCommand.SetSource(session, FILE.id(), 320, 180, 15, 500L, false);
    }

    private static WorkerCommand.SetSource back(String session) {
        return new WorkerCommand.SetSource(session, "pattern", null, null, null, null, null);
    }

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
                                peer("p"), "pattern", 320, 180, 15.0, "broke"));
        assertThat(failed.commands())
                .hasSize(3)
                .allSatisfy(
                        command ->
                                assertThat(((WorkerCommand.SetSource) command).source())
                                        .isEqualTo("pattern"));
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

    @Test
    void sources_areToldWhenTheyChange_bounded_andFromTheWorkerThatWasAskedOnly() {
        assertThat(bench.worker(1, new WorkerEvent.Sources(List.of(PATTERN, FILE, BROKEN))).told())
                .isEmpty();
        assertThat(bench.worker(2, new WorkerEvent.Sources(List.of(PATTERN))).told()).isEmpty();
        List<SourceInfo> many =
                IntStream.range(0, 500).mapToObj(i -> new SourceInfo("file:" + i, "x")).toList();
        assertThat(bench.worker(1, new WorkerEvent.Sources(many)).told())
                .containsExactly(
                        new PeerToSignaling.SourcesChanged(many.subList(0, SourceInfo.MOST)));
        var odd = new SourceInfo("file:\u0007", "bell");
        assertThat(bench.worker(1, new WorkerEvent.Sources(List.of(odd))).told()).isEmpty();
        assertThat(bench.sessions.sources()).hasSize(SourceInfo.MOST);
    }

    @Test
    void workerThatDiesWhileListing_isFollowedByAnotherOne_afterAPause() {
        Bench fresh = new Bench(limits());
        fresh.tick();
        assertThat(fresh.worker(1, new WorkerEvent.Ready(101)).commands())
                .containsExactly(new WorkerCommand.ListSources());
        assertThat(fresh.worker(2, new WorkerEvent.Ready(102)).commands()).isEmpty();
        assertThat(fresh.exit(1, 139).commands()).isEmpty();
        assertThat(fresh.pass(Duration.ofSeconds(1), 2).commands())
                .containsExactly(new WorkerCommand.ListSources());
    }

    @Test
    void thumbnails_areAskedForOneAfterTheOther_ofTheLeastBusyWorker() {
        Bench.Outcome first = bench.from(new SignalingToPeer.GetThumbnail(FILE.id()));
        assertThat(first.all())
                .contains(new SessionEffect.Command(2, new WorkerCommand.Thumbnail(FILE.id())));
        assertThat(bench.from(new SignalingToPeer.GetThumbnail(FILE.id())).all()).isEmpty();
        assertThat(bench.from(new SignalingToPeer.GetThumbnail("pattern")).all()).isEmpty();
        Bench.Outcome made = bench.worker(2, new WorkerEvent.Thumbnail(FILE.id(), "/9j/", null));
        assertThat(made.told())
                .containsExactly(new PeerToSignaling.Thumbnail(FILE.id(), "/9j/", null));
        assertThat(made.commands()).containsExactly(new WorkerCommand.Thumbnail("pattern"));
        assertThat(bench.from(new SignalingToPeer.GetThumbnail("camera:9")).told())
                .containsExactly(
                        new PeerToSignaling.Thumbnail("camera:9", null, "it is not offered"));
    }

    @Test
    void thumbnailThatKillsItsWorker_isAnswered() {
        bench.from(new SignalingToPeer.GetThumbnail(FILE.id()));
        assertThat(bench.exit(2, 139).told())
                .contains(
                        new PeerToSignaling.Thumbnail(
                                FILE.id(), null, "the worker process ended over it"));
    }
}
