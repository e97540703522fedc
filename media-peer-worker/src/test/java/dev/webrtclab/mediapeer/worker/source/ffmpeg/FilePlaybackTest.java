package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures and sound of a file in time, sought and repeated. */
@Timeout(60)
class FilePlaybackTest extends MadeFilms {
    @Test
    void file_playsItsFramesInTime() throws Exception {
        try (MediaSource source = open("a.mp4", null, null, null)) {
            assertThat(source.shape()).isEqualTo(new Shape(320, 240, 25));
            for (int ms = 0; ms < 2000; ms += 40) {
                FrameStamp stamp = draw(source, ms);
                assertThat((double) stamp.epochMs()).isCloseTo(ms, within(45.0));
            }
            assertThat(source.positionMs(0)).isEqualTo(1960);
        }
    }

    @Test
    void file_inAnotherSizeAndRate_isScaledWithBlackAroundIt() throws Exception {
        try (MediaSource source = open("a.mp4", 640, 360, 10)) {
            I420Image image = image(source);
            source.draw(image, 0);
            assertThat(image.y().get(180 * 640 + 10) & 0xFF).isEqualTo(16);
            assertThat(image.y().get(10 * 640 + 110) & 0xFF).isGreaterThan(100);
            assertThat(source.shape()).isEqualTo(new Shape(640, 360, 10));
        }
    }

    @Test
    void seek_goesToTheFrameOfThatTime() throws Exception {
        try (MediaSource source = open("a.mp4", null, null, null)) {
            draw(source, 0);
            source.seek(3000, 10 * MS);
            assertThat((double) draw(source, 10).epochMs()).isCloseTo(3000, within(45.0));
            source.seek(500, 20 * MS);
            assertThat((double) draw(source, 60).epochMs()).isCloseTo(540, within(45.0));
            source.seek(99_999_999, 80 * MS);
            assertThat(draw(source, 80).epochMs()).isGreaterThan(3800);
        }
    }

    @Test
    void loop_beginsAnew() throws Exception {
        try (MediaSource source = open("a.mp4", null, null, null)) {
            int rounds = 0;
            long before = -1;
            for (int ms = 0; ms < 9000; ms += 40) {
                long at = draw(source, ms).epochMs();
                rounds += at < before ? 1 : 0;
                before = at;
            }
            assertThat(rounds).isEqualTo(2);
        }
    }

    @Test
    void withoutLoop_itEndsWithItsLastPicture() throws Exception {
        try (MediaSource source = open("a.mp4", null, null, null)) {
            source.loop(false);
            I420Image image = image(source);
            short[] block = new short[MediaSource.BLOCK];
            Outcome outcome = new Outcome.Drawn();
            int ms = 0;
            for (; ms < 6000 && outcome instanceof Outcome.Drawn; ms += 10) {
                source.play(block, ms * MS);
                outcome = ms % 40 == 0 ? source.draw(image, ms * MS) : outcome;
            }
            assertThat(outcome).isInstanceOf(Outcome.Ended.class);
            assertThat(ms).isBetween(3900, 4400);
            assertThat(source.draw(image, ms * MS)).isInstanceOf(Outcome.Ended.class);
            assertThat(stamp(image)).hasValueSatisfying(s -> assertThat(s.frame()).isEqualTo(99));
            source.seek(0, ms * MS);
            assertThat(source.draw(image, ms * MS)).isInstanceOf(Outcome.Drawn.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"a.mp4, mpeg4, aac", "a.webm, libvpx, libopus", "a.mkv, ffv1, pcm_s16le"})
    void sound_keepsPitchLevelAndStepWithThePicture(String name, String video, String audio)
            throws Exception {
        TestMedia.make(folder.resolve(name), new TestMedia.Recipe(video, audio, 320, 240, 25, 2));
        try (MediaSource source =
                onQuickMachine().open(SourceSpec.of("file:" + name, null, null, null))) {
            assertThat(source.hasAudio()).isTrue();
            I420Image image = image(source);
            short[] block = new short[MediaSource.BLOCK];
            short[] heard = new short[MediaSource.SAMPLE_RATE];
            for (int i = 0; i < 130; i++) {
                if (i % 4 == 0) {
                    source.draw(image, i * 10 * MS);
                }
                boolean sound = source.play(block, i * 10 * MS);
                if (i >= 30) {
                    assertThat(sound).as("block %d", i).isTrue();
                    System.arraycopy(block, 0, heard, (i - 30) * block.length, block.length);
                }
            }
            int rises = 0;
            int loudest = 0;
            for (int i = 1; i < heard.length; i++) {
                rises += heard[i - 1] < 0 && heard[i] >= 0 ? 1 : 0;
                loudest = Math.max(loudest, Math.abs(heard[i]));
            }
            assertThat(rises).isBetween(990, 1010);
            assertThat(loudest).isBetween(14_000, 19_000);
        }
    }

    @Test
    void soundWithoutPicture_isPlayedOnBlack() throws Exception {
        TestMedia.make(
                folder.resolve("a.wav"), new TestMedia.Recipe(null, "pcm_s16le", 0, 0, 1, 1));
        try (MediaSource source =
                onQuickMachine().open(SourceSpec.of("file:a.wav", null, null, null))) {
            I420Image image = image(source);
            assertThat(source.draw(image, 0)).isInstanceOf(Outcome.Drawn.class);
            assertThat(image.y().get(0)).isEqualTo((byte) 16);
            assertThat(source.play(new short[MediaSource.BLOCK], 0)).isTrue();
        }
    }
}
