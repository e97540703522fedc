package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static dev.webrtclab.mediapeer.testing.Samples.withoutStandby;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is to show, and small pictures of it. */
class SourceListTest extends Choosing {
    @Test
    void sources_areToldWhenTheyChange_bounded_andFromTheWorkerThatWasAskedOnly() {
        assertThat(bench.worker(2, new WorkerEvent.Sources(List.of(PATTERN, FILE, BROKEN))).told())
                .isEmpty();
        assertThat(bench.worker(1, new WorkerEvent.Sources(List.of(PATTERN))).told()).isEmpty();
        List<SourceInfo> many =
                IntStream.range(0, 500).mapToObj(i -> new SourceInfo("file:" + i, "x")).toList();
        assertThat(bench.worker(2, new WorkerEvent.Sources(many)).told())
                .containsExactly(
                        new PeerToSignaling.SourcesChanged(many.subList(0, SourceInfo.MOST)));
        var odd = new SourceInfo("file:\u0007", "bell");
        assertThat(bench.worker(2, new WorkerEvent.Sources(List.of(odd))).told()).isEmpty();
        assertThat(bench.sessions.sources()).hasSize(SourceInfo.MOST);
    }

    @Test
    void list_isAskedOfTheStandby_notOfTheWorkerThatTakesTheCalls() {
        Bench fresh = new Bench(limits());
        fresh.tick();
        assertThat(fresh.worker(1, new WorkerEvent.Ready(101)).commands()).isEmpty();
        assertThat(fresh.worker(2, new WorkerEvent.Ready(102)).all()).contains(asked(2));
        fresh.from(start("p"));
        assertThat(seats(fresh.from(offer("p", "one")))).containsExactly(1);
    }

    @Test
    void list_isAskedOfTheOnlyWorker_whenTheStandbyDoesNotCome_andWhoCallsThenGoesToAnother() {
        Bench fresh = new Bench(limits());
        fresh.tick();
        fresh.worker(1, new WorkerEvent.Ready(101));
        fresh.exit(2, 1);
        assertThat(fresh.pass(SourceList.SPARE_PATIENCE.minusMillis(250), 1).all())
                .doesNotContain(asked(1));
        assertThat(fresh.pass(Duration.ofMillis(250), 1).all()).contains(asked(1));

        fresh.worker(3, new WorkerEvent.Ready(103));
        fresh.from(start("p"));
        assertThat(seats(fresh.from(offer("p", "one")))).containsExactly(3);
    }

    @Test
    void withoutAStandby_theOnlyWorkerIsAskedAtOnce() {
        Bench small = new Bench(withoutStandby());
        small.tick();
        assertThat(small.worker(1, new WorkerEvent.Ready(101)).all()).contains(asked(1));
    }

    @Test
    void whoCalls_isServedByTheWorkerThatLooks_whenThereIsNoOther() {
        Bench busy = new Bench(limits());
        busy.call("p", "one");
        assertThat(busy.exit(1, 139).started()).containsExactly(3);
        assertThat(seats(busy.from(offer("p", "one")))).containsExactly(2);
        busy.worker(3, new WorkerEvent.Ready(103));
        assertThat(seats(busy.from(offer("p", "two")))).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workerThatDiesOverTheList_isFollowedByASpareOne_afterAPause(boolean hadListed) {
        Bench fresh = new Bench(limits());
        fresh.call("p", "viewer");
        fresh.pass(Duration.ofSeconds(6), 1, 2);
        if (hadListed) {
            fresh.worker(2, new WorkerEvent.Sources(List.of(PATTERN)));
        }
        assertThat(fresh.exit(2, 139).started()).containsExactly(3);
        assertThat(fresh.worker(3, new WorkerEvent.Ready(103)).all()).doesNotContain(asked(3));
        assertThat(fresh.pass(SessionLimits.MIN_PAUSE, 1, 3).all())
                .contains(asked(3))
                .doesNotContain(asked(1));
    }

    @Test
    void workerThatHangsOverTheList_isFollowedByASpareOne() {
        Bench fresh = new Bench(limits());
        fresh.twoWorkers();
        Bench.Outcome hung = fresh.pass(Duration.ofMillis(5250), 1);
        assertThat(hung.killed()).containsExactly(2);
        fresh.worker(3, new WorkerEvent.Ready(103));
        assertThat(fresh.pass(SessionLimits.MIN_PAUSE, 1, 3).all()).contains(asked(3));
    }

    private static SessionEffect asked(int worker) {
        return new SessionEffect.Command(worker, new WorkerCommand.ListSources());
    }

    private static List<Integer> seats(Bench.Outcome outcome) {
        return outcome.notes(SessionEffect.Note.SessionStarted.class).stream()
                .map(SessionEffect.Note.SessionStarted::worker)
                .toList();
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
