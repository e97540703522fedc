package dev.webrtclab.signaling.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of the TURN server's observer, which are in its own language. */
class TurnScriptsTest {
    private static final Path TESTS = Path.of("../turn/t");

    /** One test of the Test Anything Protocol. */
    private static final Pattern RESULT = Pattern.compile("(?m)^(not )?ok \\d+ - (.*)$");

    @TestFactory
    List<DynamicContainer> observer() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".t"))
                    .sorted()
                    .map(file -> dynamicContainer(file.getFileName().toString(), run(file)))
                    .toList();
        }
    }

    private static Stream<DynamicTest> run(Path file) {
        try {
            Process perl =
                    new ProcessBuilder("perl", file.toString()).redirectErrorStream(true).start();
            perl.getOutputStream().close();
            String said = new String(perl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = perl.waitFor(60, TimeUnit.SECONDS);
            List<MatchResult> results = RESULT.matcher(said).results().toList();
            Stream<DynamicTest> each =
                    results.stream()
                            .map(
                                    result ->
                                            dynamicTest(
                                                    result.group(2),
                                                    () ->
                                                            assertThat(result.group(1))
                                                                    .as(said)
                                                                    .isNull()));
            DynamicTest whole =
                    dynamicTest(
                            "ends well",
                            () -> {
                                assertThat(ended).isTrue();
                                assertThat(perl.exitValue()).as(said).isZero();
                                assertThat(said).contains("1.." + results.size());
                            });
            return Stream.concat(each, Stream.of(whole));
        } catch (IOException e) {
            throw new IllegalStateException("perl can not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
