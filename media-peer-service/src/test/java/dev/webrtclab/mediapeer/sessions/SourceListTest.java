package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.limits;
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

/** What there is to show, and small pictures of it. */
class SourceListTest extends Choosing {
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
