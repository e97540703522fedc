package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Files of the user's folder, as the media peer without NAT offers them. */
@OnCompose
@Order(7)
class MediaFolderIT {
    private static final String FILM = "media-folder-it.y4m";
    private static final String LETTER = "media-folder-it.mp4";

    /** A worker looks every 5 s. */
    private static final Duration NOTICED = Duration.ofSeconds(15);

    private final Path folder = folder();

    @AfterEach
    void leaveNothing() throws IOException {
        Files.deleteIfExists(folder.resolve(FILM));
        Files.deleteIfExists(folder.resolve(LETTER));
    }

    @Test
    void film_isListedWithLengthAndPicture_andNotAnyMoreWhenItIsGone() throws IOException {
        Film.write(folder.resolve(FILM), Duration.ofSeconds(4));
        JsonNode film = awaitListed(FILM);

        assertThat(film.get("durationMs").asLong()).isEqualTo(4000);
        assertThat(film.get("width").asInt()).isEqualTo(Film.WIDTH);
        assertThat(film.get("height").asInt()).isEqualTo(Film.HEIGHT);
        assertThat(film.has("problem")).isFalse();
        var picture = Http.get(thumbnail(FILM));
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");

        Files.delete(folder.resolve(FILM));
        await().atMost(NOTICED).until(() -> listed(FILM).findAny().isEmpty());
    }

    @Test
    void twoGigabytesOfText_thatPoseAsAFilm_areListedWithAProblem_andNobodyNotices()
            throws IOException {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            call.start().awaitPlaying();
            call.watchPictures();

            try (var file = new RandomAccessFile(folder.resolve(LETTER).toFile(), "rw")) {
                file.writeBytes("This is a letter and no film.\n".repeat(1000));
                file.setLength(2L << 30);
            }
            assertThat(awaitListed(LETTER).get("problem").asText()).isNotBlank();
            assertThat(Http.get(thumbnail(LETTER)).statusCode()).isEqualTo(422);

            call.awaitPlaying();
            assertThat(call.longestGap())
                    .as("longest time without a new picture, ms")
                    .isLessThan(1000);
        }
    }

    private static JsonNode awaitListed(String file) {
        return await().atMost(NOTICED)
                .until(() -> listed(file).findAny(), found -> found.isPresent())
                .orElseThrow();
    }

    private static Stream<JsonNode> listed(String file) {
        return mediaPeer("sources").filter(source -> source.get("id").asText().equals(id(file)));
    }

    private static Stream<JsonNode> mediaPeer(String part) {
        return StreamSupport.stream(mediaPeer().get(part).spliterator(), false);
    }

    /** The one in the network without NAT. */
    private static JsonNode mediaPeer() {
        JsonNode all = Http.json(Lab.PAGE + "api/media-peers").get("mediaPeers");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(peer -> peer.path("network").asText().equals("none"))
                .findFirst()
                .orElseThrow();
    }

    private static String thumbnail(String file) {
        return "%sapi/media-peers/%s/sources/%s/thumbnail"
                .formatted(Lab.PAGE, mediaPeer().get("id").asText(), id(file));
    }

    private static String id(String file) {
        return "file:" + file;
    }

    /** Where the containers' folder is on this machine. */
    private static Path folder() {
        String container =
                Lab.compose("ps", "-q", "media-peer-service").lines().toList().getFirst();
        String wanted =
                "{{range .Mounts}}{{if eq .Destination \"/media\"}}{{.Source}}{{end}}{{end}}";
        return Path.of(Lab.docker("inspect", "-f", wanted, container));
    }
}
