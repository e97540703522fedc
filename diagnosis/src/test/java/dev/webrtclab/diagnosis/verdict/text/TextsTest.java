package dev.webrtclab.diagnosis.verdict.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.text.Texts.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)\\}");
    private static final Pattern CODE =
            Pattern.compile("Point\\.of\\(\\s*\"([a-z-]+)\"|\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Path RULES = Path.of("src/main/java/dev/webrtclab/diagnosis");

    private final Properties english = catalogue("en");
    private final Properties dutch = catalogue("nl");

    @Test
    void languages_haveTheSameKeys() {
        assertThat(dutch.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @Test
    void languages_nameTheSameParameters() {
        for (String key : english.stringPropertyNames()) {
            assertThat(parameters(dutch.getProperty(key)))
                    .as(key)
                    .isEqualTo(parameters(english.getProperty(key)));
        }
    }

    @Test
    void everyVerdict_hasASentence() {
        Set<String> sentences = keys("verdict.").collect(Collectors.toCollection(TreeSet::new));
        assertThat(sentences)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Code.values())
                                .filter(code -> !code.isReasonOnly())
                                .map(Code::word)
                                .toList());
    }

    @Test
    void everyText_isUsed() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(RULES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher code = CODE.matcher(Files.readString(file));
                while (code.find()) {
                    written.add(code.group(1) == null ? code.group(2) : code.group(1));
                }
            }
        }
        Arrays.stream(Code.values()).map(Code::word).forEach(written::add);
        for (String part : Set.of("reason.", "next.", "missing.", "stage.")) {
            assertThat(keys(part)).allMatch(written::contains, part + " is written somewhere");
        }
    }

    @Test
    void word_isTranslated_andCapitalAtTheBeginning() {
        var text =
                Texts.of(
                        Part.REASON,
                        "one-way",
                        Map.of("end", "media-peer", "other", "browser", "count", "3", "sent", "9"));
        assertThat(text.en()).contains("the media peer", "the browser");
        assertThat(text.nl()).contains("de mediapeer", "de browser");
        assertThat(Texts.of(Part.REASON, "vpn-path", Map.of("end", "browser")).en())
                .startsWith("The browser");
    }

    @Test
    void one_hasItsOwnForm() {
        var text = Texts.of(Part.REASON, "no-answers", Map.of("count", "1"));
        assertThat(text.en()).startsWith("1 check was");
        assertThat(text.nl()).startsWith("1 controle is");
    }

    @Test
    void valueOfAStranger_isNoTemplate() {
        var text = Texts.of(Part.REASON, "server-said", Map.of("text", "$1 {end} \\ {text}"));
        assertThat(text.en()).endsWith("$1 {end} \\ {text}");
    }

    private Stream<String> keys(String prefix) {
        return english.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(key -> !key.endsWith(".one"));
    }

    private static Set<String> parameters(String text) {
        return PARAMETER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties catalogue(String language) {
        Properties properties = new Properties();
        try (InputStream in =
                TextsTest.class.getResourceAsStream("verdict_" + language + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
