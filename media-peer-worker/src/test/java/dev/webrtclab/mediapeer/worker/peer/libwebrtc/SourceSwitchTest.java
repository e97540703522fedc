package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import dev.webrtclab.mediapeer.worker.testing.Viewer;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connected remote sees what was chosen: the pattern's stamps have today's time, those of the
 * film count from 0 ms.
 */
@Timeout(180)
class SourceSwitchTest {
    private static final int CYCLES = 20;

    @TempDir static Path folder;
    private static Viewer.Engine engine;
    private static ChildWorker worker;

    @BeforeAll
    static void start() throws Exception {
        TestMedia.make(folder.resolve("film.mp4"), TestMedia.Recipe.usual(6));
        Files.writeString(folder.resolve("text.mp4"), "no film\n".repeat(1000));
        engine = new Viewer.Engine();
        worker = new ChildWorker(List.of(), Map.of("MEDIA_PEER_MEDIA_DIR", folder.toString()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        engine.close();
    }

    @Test
    void pattern_changesSizeWithoutNegotiation() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "size/a#1")) {
            viewer.call("pattern");
            viewer.awaitFrame(seen -> seen.width() == 640 && isPattern(seen));
            String answer = viewer.answer();
            send("size/a#1", "pattern", 320, 180, 10, null, null);
            WorkerEvent.SourceChanged changed = changed("size/a#1", "pattern", 320);
            assertThat(changed.height()).isEqualTo(180);
            assertThat(changed.framesPerSecond()).isEqualTo(10);
            Seen small = viewer.awaitFrame(seen -> seen.width() == 320 && isPattern(seen));
            assertThat(small.height()).isEqualTo(180);
            assertThat(viewer.answer()).isEqualTo(answer);
            close("size/a#1");
        }
    }

    @Test
    void film_isSeenSoughtAndLeftAgain() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "film/a#1")) {
            viewer.call("pattern");
            viewer.awaitFrame(SourceSwitchTest::isPattern);
            send("film/a#1", "file:film.mp4", null, null, null, null, null);
            WorkerEvent.SourceChanged changed = changed("film/a#1", "file:film.mp4", 320);
            assertThat(changed.framesPerSecond()).isEqualTo(25);
            Seen first = viewer.awaitFrame(seen -> !isPattern(seen));
            assertThat(first.width()).isEqualTo(320);
            viewer.awaitFrame(
                    seen -> !isPattern(seen) && seen.stamp().frame() > first.stamp().frame() + 10);
            send("film/a#1", "file:film.mp4", null, null, null, 4000L, null);
            viewer.awaitFrame(seen -> !isPattern(seen) && seen.stamp().epochMs() >= 4000);
            send("film/a#1", "file:film.mp4", 480, 360, 25, null, false);
            viewer.awaitFrame(
                    seen -> seen.width() == 480 && !isPattern(seen) && seen.stamp().frame() > 99);
            worker.await(WorkerEvent.SourceEnded.class, e -> e.source().equals("file:film.mp4"));
            send("film/a#1", "pattern", null, null, null, null, null);
            viewer.awaitFrame(seen -> seen.width() == 640 && isPattern(seen));
            close("film/a#1");
        }
    }

    @Test
    void othersOfTheWorker_keepTheirPicture() throws Exception {
        try (Viewer one = new Viewer(engine, worker, "one/a#1");
                Viewer same = new Viewer(engine, worker, "one/b#2");
                Viewer other = new Viewer(engine, worker, "two/a#3")) {
            one.call("pattern");
            same.call("pattern");
            other.call("pattern");
            other.awaitFrame(SourceSwitchTest::isPattern);
            send("one/a#1", "file:film.mp4", null, null, null, null, null);
            send("one/b#2", "file:film.mp4", null, null, null, null, null);
            Seen seen = one.awaitFrame(frame -> !isPattern(frame));
            same.awaitFrame(
                    frame -> !isPattern(frame) && frame.stamp().frame() >= seen.stamp().frame());
            other.forgetFrames();
            assertThat(isPattern(other.nextFrame())).isTrue();
            List.of("one/a#1", "one/b#2", "two/a#3").forEach(SourceSwitchTest::close);
        }
    }

    @Test
    void whatCanNotBeShown_isRefusedAndThePictureStays() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "bad/a#1")) {
            viewer.call("pattern");
            viewer.awaitFrame(SourceSwitchTest::isPattern);
            for (String source : List.of("file:text.mp4", "file:none.mp4", "camera:98")) {
                send("bad/a#1", source, null, null, null, null, null);
                WorkerEvent.SourceRefused refused =
                        worker.await(
                                WorkerEvent.SourceRefused.class,
                                e -> e.session().equals("bad/a#1"));
                assertThat(refused.source()).isEqualTo(source);
                assertThat(refused.code())
                        .isEqualTo(source.contains("text") ? "source-failed" : "source-unknown");
            }
            viewer.forgetFrames();
            assertThat(isPattern(viewer.nextFrame())).isTrue();
            close("bad/a#1");
        }
    }

    @Test
    void callForAFilmThatIsNone_isAnsweredWithThePattern() throws Exception {
        try (Viewer viewer = new Viewer(engine, worker, "none/a#1")) {
            viewer.call("file:text.mp4");
            assertThat(
                            worker.await(
                                            WorkerEvent.SourceFailed.class,
                                            e -> e.session().equals("none/a#1"))
                                    .code())
                    .isEqualTo("source-failed");
            changed("none/a#1", "pattern", 640);
            viewer.awaitFrame(SourceSwitchTest::isPattern);
            close("none/a#1");
        }
    }

    @Test
    void toneAndFilm_areHeard() throws Exception {
        try (Viewer viewer = Viewer.listening(engine, worker, "sound/a#1")) {
            viewer.call("pattern");
            assertThat(viewer.answer()).containsPattern("m=audio [1-9]");
            viewer.awaitFrame(SourceSwitchTest::isPattern);
            send("sound/a#1", "tone", null, null, null, null, null);
            // 440 Hz are four or five periods in 10 ms, 18 dB below 32767 are 4125
            viewer.awaitSound(
                    heard ->
                            heard.crossings() >= 4
                                    && heard.crossings() <= 5
                                    && heard.loudest() > 2500
                                    && heard.loudest() < 6500);
            send("sound/a#1", "file:film.mp4", null, null, null, null, null);
            viewer.awaitSound(heard -> heard.crossings() >= 9 && heard.loudest() > 9000);
            send("sound/a#1", "pattern", null, null, null, null, null);
            viewer.awaitSound(heard -> heard.loudest() < 300);
            close("sound/a#1");
        }
    }

    @Test
    void soundOfManyCalls_leavesALivelyWorker() throws Exception {
        try (Viewer stays = Viewer.listening(engine, worker, "many/stays#1")) {
            stays.call("tone");
            for (int i = 0; i < CYCLES; i++) {
                String session = "many/goes#" + i;
                try (Viewer viewer = Viewer.listening(engine, worker, session)) {
                    viewer.call("tone");
                    viewer.awaitFrame(SourceSwitchTest::isPattern);
                    send(session, "file:film.mp4", null, null, null, null, null);
                    changed(session, "file:film.mp4", 320);
                    close(session);
                }
            }
            stays.awaitSound(heard -> heard.loudest() > 2500);
            close("many/stays#1");
        }
        assertThat(worker.garbage()).isEmpty();
    }

    @Test
    void list_hasWhatIsInTheFolder() {
        worker.send(new WorkerCommand.ListSources());
        List<SourceInfo> sources = worker.await(WorkerEvent.Sources.class, e -> true).sources();
        assertThat(sources)
                .extracting(SourceInfo::id)
                .startsWith("pattern", "tone", "file:film.mp4", "file:text.mp4");
        assertThat(sources.get(2).durationMs()).isBetween(5900L, 6200L);
        assertThat(sources.get(2).thumbnail()).isTrue();
        assertThat(sources.get(3).problem()).contains("no media file");
        worker.send(new WorkerCommand.Thumbnail("file:film.mp4"));
        WorkerEvent.Thumbnail made =
                worker.await(WorkerEvent.Thumbnail.class, e -> e.source().equals("file:film.mp4"));
        assertThat(Base64.getDecoder().decode(made.jpeg())).startsWith(0xFF, 0xD8);
        worker.send(new WorkerCommand.Thumbnail("pattern"));
        assertThat(
                        worker.await(WorkerEvent.Thumbnail.class, e -> e.source().equals("pattern"))
                                .problem())
                .isNotNull();
    }

    private static boolean isPattern(Seen seen) {
        return seen.stamp().epochMs() > 1_000_000;
    }

    private static void send(
            String session,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer rate,
            @Nullable Long positionMs,
            @Nullable Boolean loop) {
        worker.send(
                new WorkerCommand.SetSource(
                        session, source, width, height, rate, positionMs, loop));
    }

    private static WorkerEvent.SourceChanged changed(String session, String source, int width) {
        return worker.await(
                WorkerEvent.SourceChanged.class,
                e ->
                        e.session().equals(session)
                                && e.source().equals(source)
                                && e.width() == width);
    }

    private static void close(String session) {
        worker.send(new WorkerCommand.Close(session));
        worker.await(WorkerEvent.Ended.class, e -> e.session().equals(session));
    }
}
