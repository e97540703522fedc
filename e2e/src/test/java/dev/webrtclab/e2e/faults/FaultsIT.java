package dev.webrtclab.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.webrtclab.e2e.OnNatLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;

/** Every fault that the lab can cause is named rightly, in both languages. */
@OnNatLab
@Order(70)
class FaultsIT {
    private static final int AT_ONCE = 3;
    private static final Duration MOST = Duration.ofMinutes(10);
    private static FaultRun.@Nullable Begun begun;

    @BeforeAll
    static void begin() {
        begun = new FaultRun("http://localhost:8080", AT_ONCE).begin(Catalogue.all());
    }

    @TestFactory
    Stream<DynamicTest> fault_isNamedRightly_inBothLanguages() {
        return Catalogue.all().stream()
                .map(fault -> dynamicTest(fault.name(), () -> assertRight(fault)));
    }

    private static void assertRight(Fault fault) throws Exception {
        Outcome outcome = outcomes().get(fault.name()).get(MOST.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(outcome.problem()).as(outcome.line()).isEmpty();
        Verdict said = outcome.verdict().orElseThrow();
        assertThat(said.names(fault.expected())).as(outcome.line()).isTrue();
        assertThat(said.isBilingual()).as("%s / %s", said.english(), said.dutch()).isTrue();
    }

    private static Map<String, CompletableFuture<Outcome>> outcomes() {
        return Objects.requireNonNull(begun).outcomes();
    }

    @AfterAll
    static void write() throws Exception {
        Objects.requireNonNull(begun).ended().get(MOST.toMillis(), TimeUnit.MILLISECONDS);
        List<Outcome> done =
                outcomes().values().stream()
                        .filter(outcome -> outcome.isDone() && !outcome.isCompletedExceptionally())
                        .map(CompletableFuture::join)
                        .toList();
        Files.writeString(Path.of("target", "faults.md"), Report.markdown(done));
        Files.writeString(Path.of("target", "faults.json"), Report.json(done));
    }
}
