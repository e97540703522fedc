package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that no packet can be decoded of, longer than the limit of broken packets. */
@Timeout(60)
class BrokenPacketsTest extends MadeFilms {
    private static final int PACKETS = 1800;
    private static final long LONG = 60_000_000_000L;

    @BeforeEach
    void spoil() {
        TestMedia.make(
                folder.resolve("b.mkv"),
                new TestMedia.Recipe("rawvideo", "pcm_s16le", 160, 120, 60, PACKETS / 60),
                (packet, isPicture, ms) -> spoiled(packet));
    }

    private static boolean spoiled(AVPacket packet) {
        avcodec.av_shrink_packet(packet, 1);
        return true;
    }

    @Test
    void pictures_areGivenUpAtTheLimit() throws Exception {
        try (Container container = Container.open(folder.resolve("b.mkv"));
                Packets packets = new Packets(container, container.video(), null);
                VideoReader reader = video(container, packets)) {
            assertThat(reader.advance(0, LONG)).isFalse();
            assertThat(reader.isBroken()).isTrue();
            assertThat(packets.atEnd()).isFalse();
            assertThat(reader.isOver(LONG)).isTrue();
        }
    }

    @Test
    void pictures_areReadNoLongerThanAllowed() throws Exception {
        try (Container container = Container.open(folder.resolve("b.mkv"));
                Packets packets = new Packets(container, container.video(), null);
                VideoReader reader = video(container, packets)) {
            int calls = 0;
            while (!reader.atEnd() && calls < PACKETS) {
                assertThat(reader.advance(0, 0)).isFalse();
                calls++;
            }
            // each reads one packet, of a picture or of sound
            assertThat(calls).isBetween(300, 700);
        }
    }

    @Test
    void sound_isGivenUpAtTheLimit_andReadNoLongerThanAllowed() throws Exception {
        short[] block = new short[MediaSource.BLOCK];
        try (Container container = Container.open(folder.resolve("b.mkv"));
                Packets packets = new Packets(container, null, container.audio());
                AudioReader reader =
                        new AudioReader(
                                container,
                                new Decoder(container.audio()),
                                packets,
                                System::nanoTime)) {
            int calls = 0;
            while (!reader.isOver() && calls < PACKETS) {
                assertThat(reader.play(block, 0, 0)).isFalse();
                calls++;
            }
            assertThat(packets.atEnd()).isFalse();
            assertThat(calls).isGreaterThan(300);
        }
    }

    @Test
    void brokenFile_failsSoonWithThatReason() throws Exception {
        try (MediaSource source = folder().open(SourceSpec.of("file:b.mkv", null, null, null))) {
            I420Image image = image(source);
            Outcome outcome = new Outcome.Drawn();
            for (int ms = 0; ms < 5000 && outcome instanceof Outcome.Drawn; ms += 25) {
                outcome = source.draw(image, ms * MS);
            }
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed ->
                                    assertThat(failed.problem().detail())
                                            .contains("too much of its picture is broken"));
        }
    }

    @Test
    void brokenPicture_holdsUpNoSound() throws Exception {
        TestMedia.make(
                folder.resolve("s.mkv"),
                new TestMedia.Recipe("rawvideo", "pcm_s16le", 160, 120, 60, PACKETS / 60),
                (packet, isPicture, ms) -> !isPicture || spoiled(packet));
        short[] block = new short[MediaSource.BLOCK];
        try (MediaSource source =
                onQuickMachine().open(SourceSpec.of("file:s.mkv", null, null, null))) {
            I420Image image = image(source);
            for (int i = 0; i < 2900; i++) {
                boolean sound = source.play(block, i * 10 * MS);
                assertThat(sound || i < 30).as("block %d", i).isTrue();
                if (i % 4 == 0) {
                    source.draw(image, i * 10 * MS);
                }
            }
        }
    }

    private static VideoReader video(Container container, Packets packets) throws Exception {
        return new VideoReader(container, new Decoder(container.video()), packets, System::nanoTime)
                .begin();
    }
}
