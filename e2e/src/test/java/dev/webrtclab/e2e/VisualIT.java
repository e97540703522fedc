package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.romankh3.image.comparison.ImageComparison;
import com.github.romankh3.image.comparison.ImageComparisonUtil;
import com.github.romankh3.image.comparison.model.ImageComparisonResult;
import com.github.romankh3.image.comparison.model.ImageComparisonState;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages look as they did: screenshots of one recorded session against the ones in {@code
 * src/test/resources/visual}. After a wanted change run with {@code -Dvisual=write} and look at the
 * new pictures before they are committed.
 */
@OnCompose
@Order(16)
class VisualIT {
    private static final Path PICTURES = Path.of("src/test/resources/visual");
    private static final Path SESSION = Path.of("src/main/resources/bench/session.json");

    /** Share of pixels that may differ, in percent: edges of letters, not their places. */
    private static final double TOLERANCE = 1.0;

    /** The same where letters have other widths than on the machine that took the pictures. */
    private static final double OTHER_FONTS = 20.0;

    @ParameterizedTest
    @CsvSource({
        "desktop-light, 1440, 2600, LIGHT, en",
        "desktop-dark, 1440, 2600, DARK, nl",
        "phone-light, 360, 4000, LIGHT, nl",
        "phone-dark, 360, 4000, DARK, en"
    })
    void recordedSession_looksAsBefore(
            String name, int width, int height, ColorScheme scheme, String language)
            throws IOException {
        try (Chromium chromium = Chromium.launch("--font-render-hinting=none")) {
            Page page =
                    chromium.newPage(
                            new Browser.NewContextOptions()
                                    .setViewportSize(width, height)
                                    .setColorScheme(scheme)
                                    .setReducedMotion(ReducedMotion.REDUCE)
                                    .setTimezoneId("Europe/Amsterdam")
                                    .setLocale(language));
            page.navigate(Lab.PAGE + "sessions/" + imported());
            for (String part : List.of("verdict", "sequence-diagram", "topology")) {
                Locator element = page.getByTestId(part).first();
                element.waitFor();
                element.scrollIntoViewIfNeeded();
                assertLooksAs(name + "-" + part, page, element);
            }
        }
    }

    private static void assertLooksAs(String name, Page page, Locator element) throws IOException {
        byte[] picture =
                element.screenshot(
                        new Locator.ScreenshotOptions()
                                .setAnimations(ScreenshotAnimations.DISABLED));
        Path expected = PICTURES.resolve(name + ".png");
        if ("write".equals(System.getProperty("visual"))) {
            Files.write(expected, picture);
            Files.writeString(PICTURES.resolve("letters.txt"), letters(page) + "\n");
            return;
        }
        boolean sameFonts =
                Files.readString(PICTURES.resolve("letters.txt")).trim().equals(letters(page));
        BufferedImage before = ImageComparisonUtil.readImageFromResources(expected.toString());
        BufferedImage now = ImageIO.read(new ByteArrayInputStream(picture));
        Path difference = Path.of("target", "visual", name + ".png");
        Files.createDirectories(difference.getParent());
        Files.write(difference.resolveSibling(name + "-now.png"), picture);
        if (!sameFonts) {
            now = ImageComparisonUtil.resize(now, before.getWidth(), before.getHeight());
        }
        ImageComparisonResult result =
                new ImageComparison(before, now, difference.toFile())
                        .setAllowingPercentOfDifferentPixels(sameFonts ? TOLERANCE : OTHER_FONTS)
                        .compareImages();
        assertThat(result.getImageComparisonState())
                .as("%s differs by %s %%, see %s", name, result.getDifferencePercent(), difference)
                .isEqualTo(ImageComparisonState.MATCH);
    }

    /** Width of a text in the fonts of the page: tells machines with other fonts apart. */
    private static String letters(Page page) {
        return String.valueOf(
                page.evaluate(
                        "() => { const pen = document.createElement('canvas').getContext('2d');"
                                + " return ['16px ' + getComputedStyle(document.body).fontFamily, '16px monospace']"
                                + ".map(font => { pen.font = font; return pen.measureText('Handgloves 0123 ↔ ☂').width.toFixed(2); })"
                                + ".join(' '); }"));
    }

    private static String imported() throws IOException {
        return Http.parse(
                        Http.post(
                                        Lab.PAGE + "api/sessions/imports",
                                        "application/json",
                                        Files.readString(SESSION))
                                .body())
                .path("id")
                .asText();
    }
}
