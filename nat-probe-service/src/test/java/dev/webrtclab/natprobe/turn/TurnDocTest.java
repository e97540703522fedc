package dev.webrtclab.natprobe.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/turn-checks.md has every finding with the same words. */
class TurnDocTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `((?:turn|stun)-[a-z-]+)` \\| (.+?) \\| (.+) \\|$");

    @Test
    void findings_areDocumented() throws IOException {
        List<List<String>> rows =
                ROW.matcher(Files.readString(Path.of("../docs/turn-checks.md")))
                        .results()
                        .map(row -> List.of(row.group(1), row.group(2), row.group(3)))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(TurnFindingCode.values())
                                .map(code -> List.of(code.code(), code.text(), code.next()))
                                .toList());
    }
}
