package dev.webrtclab.signaling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} has one row per {@link ErrorCode}, with its statuses, in its order. */
class ProblemsDocTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| <a id=\"(?<id>[a-z-]+)\"></a>`(?<slug>[a-z-]+)` \\| (?<status>\\d+) \\|"
                            + " (?<close>\\d*) ?\\| (?<what>[^|]{20,}) \\| (?<todo>[^|]{5,}) \\|$");

    @Test
    void everyCode_hasItsRow() throws IOException {
        String page = Files.readString(Path.of("../docs/problems.md"));

        List<String> rows = ROW.matcher(page).results().map(ProblemsDocTest::facts).toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values())
                                .map(
                                        code ->
                                                code.slug()
                                                        + " "
                                                        + code.slug()
                                                        + " "
                                                        + code.httpStatus()
                                                        + " "
                                                        + (code.closeCode().isPresent()
                                                                ? code.closeCode().getAsInt()
                                                                : ""))
                                .toList());
    }

    private static String facts(MatchResult row) {
        return row.group("id")
                + " "
                + row.group("slug")
                + " "
                + row.group("status")
                + " "
                + row.group("close");
    }
}
