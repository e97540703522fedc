package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are broken, or not what they seem. */
@Timeout(60)
class HostileFilesTest extends MadeFilms {
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
}
