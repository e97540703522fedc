package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

    /** The pattern, in which most of the picture has a colour; the film has none. */
    private static final String COLOURS = "colourful > 24";

    private static final String GREY = "colourful === 0";

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

    @Test
    void film_takesThePlaceOfThePattern_inARunningRoom_andPlaysOnWhenItIsDeleted()
            throws IOException {
        Film.write(folder.resolve(FILM), Duration.ofSeconds(10));
        awaitListed(FILM);
        String room = "media-folder-it";
        String peer = invite(room);
        try (Chromium chromium = Chromium.launch()) {
            Page page = join(chromium, room);
            awaitFrames(page);
            awaitPicture(page, COLOURS);
            double connection = connection(page);

            show(peer, id(FILM));
            awaitPicture(page, GREY);
            Files.delete(folder.resolve(FILM));
            await().atMost(NOTICED).until(() -> listed(FILM).findAny().isEmpty());
            awaitFrames(page);
            awaitPicture(page, GREY);

            show(peer, "tone");
            awaitPicture(page, COLOURS);
            assertThat(Http.put(source(peer), wish(id(FILM))).statusCode()).isEqualTo(404);
            awaitFrames(page);
            assertThat(connection(page)).as("still the first connection").isEqualTo(connection);
        } finally {
            Http.delete(Lab.PAGE + "api/media-peers/" + peer);
        }
    }

    @Test
    void whatTheJavaPeerShows_isChosenFromItsPictures_onTheCallPageAndInARoom() throws IOException {
        Film.write(folder.resolve(FILM), Duration.ofSeconds(10));
        awaitListed(FILM);
        String room = "media-folder-ui-it";
        String peer = invite(room);
        try (Chromium chromium = Chromium.launch()) {
            CallPage call = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            call.choose("peer", mediaPeer().get("id").asText()).start().awaitPlaying();
            tile(call.page(), id(FILM)).click();
            awaitShown(call.page(), id(FILM));
            awaitPicture(call.page(), GREY);
            call.awaitPlaying();
            Locator sources = call.element("sources");
            assertThat(sources.locator("[data-source^='camera:']").count())
                    .as("cameras on a machine that has none")
                    .isEqualTo(cameras());
            assertThat(sources.innerText().contains("No camera here")).isEqualTo(cameras() == 0);
            call.stop();

            Page page = join(chromium, room);
            awaitFrames(page);
            page.getByTestId("person-details").click();
            tile(page, id(FILM)).click();
            awaitShown(page, id(FILM));
            awaitPicture(page, GREY);
            tile(page, "pattern").click();
            awaitShown(page, "pattern");
            awaitPicture(page, COLOURS);
            awaitFrames(page);
        } finally {
            Http.delete(Lab.PAGE + "api/media-peers/" + peer);
        }
    }

    private static long cameras() {
        return mediaPeer("sources")
                .filter(source -> source.get("id").asText().startsWith("camera:"))
                .count();
    }

    /** The small picture of a source, to press on. */
    private static Locator tile(Page page, String source) {
        return page.locator("[data-testid=source-tile][data-source='" + source + "']");
    }

    private static void awaitShown(Page page, String source) {
        page.locator("[data-testid=sources][data-shown='" + source + "'][data-asking='']")
                .waitFor();
    }

    private static String invite(String room) {
        var answer =
                Http.post(
                        Lab.PAGE + "api/media-peers",
                        "application/json",
                        "{\"room\": \"%s\", \"source\": \"pattern\", \"mediaPeer\": \"%s\"}"
                                .formatted(room, mediaPeer().get("id").asText()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Http.parse(answer.body()).get("id").asText();
    }

    private static Page join(Chromium chromium, String room) {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        page.navigate(Lab.PAGE + "room/" + room);
        page.getByTestId("room-with-camera").uncheck();
        page.getByTestId("room-with-microphone").uncheck();
        page.getByTestId("join").click();
        return page;
    }

    /** Waits for a second of new frames of the media peer. */
    private static void awaitFrames(Page page) {
        String frames = "window.webrtcLab.room.peers()[0]?.framesDecoded ?? 0";
        Object seen = page.evaluate(frames);
        page.waitForFunction("seen => (" + frames + ") > seen + 25", seen);
    }

    private static double connection(Page page) {
        return ((Number) page.evaluate("window.webrtcLab.room.peers()[0].number")).doubleValue();
    }

    /** Waits until the picture's pixels meet a condition on {@code red, green, blue}. */
    private static void awaitPicture(Page page, String all) {
        page.waitForFunction(
                """
                () => {
                  const video = document.querySelector('[data-testid=tile] video, [data-testid=remote-video]');
                  const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
                  const context = canvas.getContext('2d');
                  context.drawImage(video, 0, 0, 8, 8);
                  const data = context.getImageData(0, 0, 8, 8).data;
                  const far = i => Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
                  const colourful = Array.from({ length: 64 }, (_, i) => far(4 * i)).filter(each => each > 60).length;
                  return %s;
                }
                """
                        .formatted(all));
    }

    private static void show(String peer, String wanted) {
        var answer = Http.put(source(peer), wish(wanted));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String wish(String wanted) {
        return "{\"source\": \"" + wanted + "\"}";
    }

    private static String source(String peer) {
        return Lab.PAGE + "api/media-peers/" + peer + "/source";
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
