package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MediaFolderTest {
    private static final long MS = 1_000_000;

    @TempDir static Path made;
    private static Path mp4;

    @TempDir Path folder;

    @BeforeAll
    static void make() {
        mp4 = TestMedia.make(made.resolve("made.mp4"), TestMedia.Recipe.usual(4));
    }

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
        try (MediaSource source = folder().open(SourceSpec.of("file:" + name, null, null, null))) {
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
        try (MediaSource source = folder().open(SourceSpec.of("file:a.wav", null, null, null))) {
            I420Image image = image(source);
            assertThat(source.draw(image, 0)).isInstanceOf(Outcome.Drawn.class);
            assertThat(image.y().get(0)).isEqualTo((byte) 16);
            assertThat(source.play(new short[MediaSource.BLOCK], 0)).isTrue();
        }
    }

    @Test
    void list_tellsWhatIsInTheFilesAndWhatIsWrong() throws Exception {
        copy("b.mp4");
        Files.writeString(folder.resolve("a.mp4"), "this is no film\n".repeat(1000));
        Files.createDirectory(folder.resolve("c.mp4"));
        Files.writeString(folder.resolve(".hidden.mp4"), "x");
        Path secret = Files.writeString(made.resolve("secret.mp4"), "secret");
        Files.createSymbolicLink(folder.resolve("d.mp4"), secret);
        MediaFolder files = folder();
        List<SourceListing> listed = files.list();
        assertThat(listed)
                .extracting(SourceListing::id)
                .containsExactly("file:a.mp4", "file:b.mp4");
        assertThat(listed.get(0).problem()).isInstanceOf(SourceProblem.NotMedia.class);
        SourceListing film = listed.get(1);
        assertThat(film.problem()).isNull();
        assertThat(film.durationMs()).isBetween(3900L, 4200L);
        assertThat(film.width()).isEqualTo(320);
        assertThat(film.height()).isEqualTo(240);
        assertThat(film.framesPerSecond()).isEqualTo(25);
        assertThat(film.hasAudio()).isTrue();
        Files.delete(folder.resolve("a.mp4"));
        assertThat(files.list()).containsExactly(film);
    }

    @Test
    void list_ofNoFolder_isEmpty() {
        assertThat(new MediaFolder(null).list()).isEmpty();
        assertThat(new MediaFolder(folder.resolve("none")).list()).isEmpty();
    }

    @Test
    void thumbnail_isAJpegOfBoundedSize() throws Exception {
        copy("a.mp4");
        byte[] jpeg = folder().thumbnail("file:a.mp4");
        assertThat(Arrays.copyOf(jpeg, 3)).containsExactly(0xFF, 0xD8, 0xFF);
        assertThat(jpeg.length).isBetween(2_000, 48 * 1024);
    }

    @ParameterizedTest
    @CsvSource({"file:../made.mp4", "file:link.mp4", "file:folder", "file:none.mp4", "file:"})
    void whatIsNoFileOfTheFolder_isUnknown(String id) throws Exception {
        Files.createSymbolicLink(folder.resolve("link.mp4"), mp4);
        Files.createDirectory(folder.resolve("folder"));
        assertThatThrownBy(() -> folder().open(new SourceSpec(id, null, null, null)))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.problem().isUnknown()).isTrue());
        assertThatThrownBy(() -> folder().thumbnail(id)).isInstanceOf(SourceException.class);
    }

    @Test
    void hostileFiles_areRefusedSoon() throws Exception {
        Files.write(folder.resolve("empty.mp4"), new byte[0]);
        copy("whole.mp4");
        Files.writeString(folder.resolve("text.mp4"), "#EXTM3U\n#EXTINF:1,\nwhole.mp4\n");
        Files.writeString(folder.resolve("list.m3u8"), "#EXTM3U\n#EXTINF:1,\nwhole.mp4\n");
        Files.writeString(folder.resolve("list.txt"), "ffconcat version 1.0\nfile whole.mp4\n");
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("sparse.mp4").toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }
        byte[] whole = Files.readAllBytes(mp4);
        Files.write(folder.resolve("head.mp4"), Arrays.copyOf(whole, 48));
        Files.write(folder.resolve("noindex.mp4"), Arrays.copyOf(whole, whole.length / 2));
        byte[] noise = new byte[300_000];
        new Random(5).nextBytes(noise);
        Files.write(folder.resolve("noise.mkv"), noise);
        long start = System.nanoTime();
        List<SourceListing> listed = folder().list();
        assertThat(listed).hasSize(9);
        assertThat(listed)
                .filteredOn(listing -> listing.problem() == null)
                .extracting(SourceListing::id)
                .containsExactly("file:whole.mp4");
        assertThat(System.nanoTime() - start).isLessThan(20_000 * MS);
    }

    @Test
    void truncatedFile_playsWhatIsThere() throws Exception {
        Path whole =
                TestMedia.make(
                        made.resolve("t.mkv"),
                        new TestMedia.Recipe("mpeg4", null, 320, 240, 25, 4));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(folder.resolve("t.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
        try (MediaSource source = folder().open(SourceSpec.of("file:t.mkv", null, null, null))) {
            for (int ms = 0; ms < 1500; ms += 40) {
                draw(source, ms);
            }
            I420Image image = image(source);
            source.loop(false);
            Outcome outcome = new Outcome.Drawn();
            for (int ms = 1500; ms < 6000 && outcome instanceof Outcome.Drawn; ms += 40) {
                outcome = source.draw(image, ms * MS);
            }
            assertThat(outcome).isInstanceOf(Outcome.Ended.class);
        }
    }

    @Test
    void mutatedFiles_neverEndTheProcess() throws Exception {
        byte[] whole = Files.readAllBytes(mp4);
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i < 1 + round * 8; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("m.mp4"), bytes);
            try (MediaSource source = folder().open(SourceSpec.of("file:m.mp4", 160, 120, 25))) {
                I420Image image = image(source);
                for (int ms = 0; ms < 4500; ms += 100) {
                    source.play(new short[MediaSource.BLOCK], ms * MS);
                    if (source.draw(image, ms * MS) instanceof Outcome.Failed) {
                        break;
                    }
                }
            } catch (SourceException e) {
                assertThat(e.problem().detail()).isNotBlank();
            }
        }
    }

    private MediaFolder folder() {
        return new MediaFolder(folder);
    }

    private void copy(String name) throws IOException {
        Files.copy(mp4, folder.resolve(name));
    }

    private MediaSource open(String name, Integer width, Integer height, Integer rate)
            throws Exception {
        copy(name);
        return folder().open(SourceSpec.of("file:" + name, width, height, rate));
    }

    private static I420Image image(MediaSource source) {
        return I420Image.allocate(source.shape().width(), source.shape().height());
    }

    private static FrameStamp draw(MediaSource source, int ms) {
        I420Image image = image(source);
        assertThat(source.draw(image, ms * MS)).isInstanceOf(Outcome.Drawn.class);
        return stamp(image).orElseThrow(() -> new AssertionError("no stamp at " + ms + " ms"));
    }

    private static Optional<FrameStamp> stamp(I420Image image) {
        return FrameStamp.read(image.y(), image.strideY(), image.width(), image.height());
    }
}
