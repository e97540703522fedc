package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder lists, and what is none of its files. */
@Timeout(60)
class MediaFolderTest extends MadeFilms {
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
}
