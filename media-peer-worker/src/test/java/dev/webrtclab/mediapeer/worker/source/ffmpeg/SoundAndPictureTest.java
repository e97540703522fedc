package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of which the picture ends or stands still while the sound goes on, and the like. */
@Timeout(60)
class SoundAndPictureTest extends MadeFilms {
    private static final int SECONDS = 40;
    private static final int BLOCKS = 100 * SECONDS;
    private static final TestMedia.Recipe FILM =
            new TestMedia.Recipe("mpeg4", "aac", 160, 120, 5, SECONDS);

    private final short[] block = new short[MediaSource.BLOCK];
    private final boolean[] heard = new boolean[2 * BLOCKS];
    private Outcome outcome = new Outcome.Drawn();
    private long shownMs;

    @BeforeEach
    void forget() {
        Arrays.fill(heard, false);
    }

    /** The decoder of MPEG-1 keeps the last picture back until the file is read to its end. */
    @ParameterizedTest
    @CsvSource({"mpeg4, 5, 1800", "mpeg1video, 25, 1960"})
    void soundLongerThanItsPicture_isHeardToItsEnd(String codec, int rate, long lastMs)
            throws Exception {
        TestMedia.make(
                folder.resolve("short.mkv"),
                new TestMedia.Recipe(codec, "aac", 160, 120, rate, SECONDS),
                (packet, isPicture, ms) -> !isPicture || ms < 2000);
        try (MediaSource source = open("short.mkv")) {
            source.loop(false);
            int blocks = 0;
            while (outcome instanceof Outcome.Drawn && blocks < heard.length) {
                watch(source, blocks++);
            }
            assertThat(outcome).isInstanceOf(Outcome.Ended.class);
            assertThat(blocks).isBetween(BLOCKS - 10, BLOCKS + 50);
            assertThat(silentBlocks(0, BLOCKS - 10)).isLessThan(30);
            assertThat(shownMs).isEqualTo(lastMs);
            assertThat(source.positionMs(0)).isGreaterThan(39_000);
        }
    }

    @Test
    void soundLongerThanItsPicture_beginsAnewWhenBothAreOver() throws Exception {
        film("short.mkv", (packet, isPicture, ms) -> !isPicture || ms < 2000);
        try (MediaSource source = open("short.mkv")) {
            for (int i = 0; i < BLOCKS - 100; i++) {
                watch(source, i);
            }
            assertThat(source.positionMs(0)).isGreaterThan(38_000);
            for (int i = BLOCKS - 100; i < BLOCKS + 110; i++) {
                watch(source, i);
            }
            assertThat(source.positionMs(0)).isBetween(500L, 1500L);
            assertThat(shownMs).isBetween(400L, 1600L);
            assertThat(silentBlocks(BLOCKS + 80, BLOCKS + 110)).isZero();
        }
    }

    @Test
    void soundLongerThanItsPicture_isNotWaitedForWhenNobodyPlaysIt() throws Exception {
        film("short.mkv", (packet, isPicture, ms) -> !isPicture || ms < 2000);
        try (MediaSource source = open("short.mkv")) {
            source.loop(false);
            I420Image image = image(source);
            int ms = 0;
            for (; ms < 10_000 && outcome instanceof Outcome.Drawn; ms += 200) {
                outcome = source.draw(image, ms * MS);
            }
            assertThat(outcome).isInstanceOf(Outcome.Ended.class);
            assertThat(ms).isBetween(2000, 3000);
        }
    }

    @Test
    void longStill_isHeardAndFollowedByItsPicturesInTime() throws Exception {
        film("still.mkv", (packet, isPicture, ms) -> !isPicture || ms < 1000 || ms >= 34_000);
        try (MediaSource source = open("still.mkv")) {
            for (int i = 0; i < 3400; i++) {
                watch(source, i);
            }
            assertThat(shownMs).isEqualTo(800);
            assertThat(silentBlocks(0, 3400)).isLessThan(30);
            for (int i = 3400; i < 3900; i++) {
                watch(source, i);
                if (i % 20 == 0 && i > 3400) {
                    assertThat(shownMs).isBetween(10L * i - 200, 10L * i);
                }
            }
            assertThat(silentBlocks(3400, 3900)).isZero();
        }
    }

    @Test
    void brokenSound_holdsUpNoPicture() throws Exception {
        film("broken.mkv", (packet, isPicture, ms) -> isPicture || spoiled(packet, ms));
        try (MediaSource source = open("broken.mkv")) {
            for (int i = 0; i < 3900; i++) {
                watch(source, i);
            }
            assertThat(shownMs).isGreaterThan(38_000);
        }
    }

    private static boolean spoiled(AVPacket packet, long ms) {
        if (ms > 1000) {
            avcodec.av_shrink_packet(packet, 1);
        }
        return true;
    }

    @Test
    void soundWithoutTimeStamp_followsWhatWasBefore() throws Exception {
        Pairs pairs = new Pairs();
        TestMedia.make(
                folder.resolve("pairs.mkv"),
                new TestMedia.Recipe("mpeg4", "ac3", 160, 120, 5, 4),
                (packet, isPicture, ms) -> isPicture || pairs.completes(packet));
        try (MediaSource source = open("pairs.mkv")) {
            for (int i = 0; i < 380; i++) {
                watch(source, i);
            }
            assertThat(silentBlocks(0, 380)).isLessThan(30);
            assertThat(silentBlocks(100, 380)).isZero();
        }
    }

    /** Makes one packet of two; what is decoded of its second half has no time stamp. */
    private static final class Pairs {
        private byte[] first = new byte[0];
        private long stamp;

        boolean completes(AVPacket packet) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            if (first.length == 0) {
                first = bytes;
                stamp = packet.pts();
                return false;
            }
            avcodec.av_grow_packet(packet, first.length);
            packet.data().put(first).position(first.length).put(bytes);
            packet.pts(stamp).dts(stamp).duration(2 * packet.duration());
            first = new byte[0];
            return true;
        }
    }

    private void film(String name, TestMedia.Editor editor) {
        TestMedia.make(folder.resolve(name), FILM, editor);
    }

    private MediaSource open(String name) throws Exception {
        return onQuickMachine().open(SourceSpec.of("file:" + name, null, null, null));
    }

    /** Plays a block of 10 ms, and draws as often as the film has pictures. */
    private void watch(MediaSource source, int number) {
        heard[number] = source.play(block, number * 10 * MS);
        if (number % 20 == 0) {
            I420Image image = image(source);
            outcome = source.draw(image, number * 10 * MS);
            Optional<FrameStamp> stamp = stamp(image);
            shownMs = stamp.isPresent() ? stamp.get().epochMs() : shownMs;
        }
    }

    private int silentBlocks(int from, int to) {
        int silent = 0;
        for (int i = from; i < to; i++) {
            silent += heard[i] ? 0 : 1;
        }
        return silent;
    }
}
