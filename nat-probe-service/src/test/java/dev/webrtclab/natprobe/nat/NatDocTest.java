package dev.webrtclab.natprobe.nat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/nat.md has every code, the same English, and Dutch with the same places. */
class NatDocTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    private static final String WHY = "## Codes of unknown values: why";
    private static final String DECIDED_BY = "## Codes of unknown values: what would decide it";
    private static final String REMARKS = "## Codes of findings";

    private record Row(String code, String english, String dutch) {}

    @Test
    void findings_areDocumented() {
        assertThat(rows(REMARKS).map(row -> List.of(row.code(), row.english())))
                .containsExactlyElementsOf(
                        Arrays.stream(RemarkCode.values())
                                .map(remark -> List.of(remark.code(), remark.text()))
                                .toList());
    }

    @Test
    void unknownReasons_areDocumented() {
        assertThat(rows(WHY).map(row -> List.of(row.code(), row.english())))
                .containsExactlyElementsOf(
                        Arrays.stream(UnknownReason.values())
                                .map(reason -> List.of(reason.code(), reason.why()))
                                .toList());
        assertThat(rows(DECIDED_BY).map(row -> List.of(row.code(), row.english())))
                .containsExactlyElementsOf(
                        Arrays.stream(UnknownReason.values())
                                .map(reason -> List.of(reason.code(), reason.decidedBy()))
                                .toList());
    }

    @Test
    void translations_haveTheSamePlaces() {
        assertThat(Stream.of(REMARKS, WHY, DECIDED_BY).flatMap(NatDocTest::rows))
                .allSatisfy(
                        row ->
                                assertThat(places(row.dutch()))
                                        .as(row.code())
                                        .containsExactlyInAnyOrderElementsOf(
                                                places(row.english())));
    }

    private static List<String> places(String sentence) {
        return PLACE.matcher(sentence).results().map(place -> place.group()).toList();
    }

    private static Stream<Row> rows(String heading) {
        Pattern row = Pattern.compile("\\| `([a-z0-9-]+)` \\| (.+) \\| (.+) \\|");
        return lines().dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(found -> new Row(found.group(1), found.group(2), found.group(3)));
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(Path.of("../docs/nat.md")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
