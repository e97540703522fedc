package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.TestMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A film that the test made, and a folder to put it into. */
abstract class MadeFilms {
    static final long MS = 1_000_000;

    @TempDir static Path made;
    static Path mp4;

    @TempDir Path folder;

    MediaFolder folder() {
        return new MediaFolder(folder);
    }

    /** On a machine to which everything costs no time: what is shown depends on the film alone. */
    MediaFolder onQuickMachine() {
        return new MediaFolder(folder, () -> 0);
    }

    @BeforeAll
    static void make() {
        mp4 = TestMedia.make(made.resolve("made.mp4"), TestMedia.Recipe.usual(4));
    }

    void copy(String name) throws IOException {
        Files.copy(mp4, folder.resolve(name));
    }

    MediaSource open(String name, Integer width, Integer height, Integer rate) throws Exception {
        copy(name);
        return onQuickMachine().open(SourceSpec.of("file:" + name, width, height, rate));
    }

    static I420Image image(MediaSource source) {
        return I420Image.allocate(source.shape().width(), source.shape().height());
    }

    static FrameStamp draw(MediaSource source, int ms) {
        I420Image image = image(source);
        assertThat(source.draw(image, ms * MS)).isInstanceOf(Outcome.Drawn.class);
        return stamp(image).orElseThrow(() -> new AssertionError("no stamp at " + ms + " ms"));
    }

    static Optional<FrameStamp> stamp(I420Image image) {
        return FrameStamp.read(image.y(), image.strideY(), image.width(), image.height());
    }
}
