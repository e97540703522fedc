package dev.webrtclab.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.e2e.bench.UpdateTrace.Update;
import dev.webrtclab.e2e.bench.UpdateTrace.Work;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Times in µs, as Chromium writes them. */
class UpdateTraceTest {
    private static final int PAGE = 7;
    private static final int ELSEWHERE = 8;

    @Test
    void update_isWhatTheThreadDid_fromOneArrivalToTheNext() throws IOException {
        List<Update> updates =
                UpdateTrace.read(
                        trace(
                                slice(PAGE, "RunTask", 0, 1000, 900),
                                arrival(100),
                                slice(PAGE, "FunctionCall", 50, 500, 500),
                                slice(PAGE, "RunTask", 20_000, 6000, 5000),
                                slice(PAGE, "FireAnimationFrame", 20_000, 4000, 4000),
                                slice(PAGE, "Layout", 22_000, 1500, 1500),
                                slice(PAGE, "Paint", 24_500, 1000, 1000),
                                slice(ELSEWHERE, "RunTask", 21_000, 9000, 9000),
                                slice(PAGE, "RunTask", 100_000, 500, 500),
                                arrival(100_100)),
                        "arrival");
        assertThat(updates).hasSize(1);
        Update update = updates.getFirst();
        assertThat(update.busy()).isEqualTo(7);
        assertThat(update.cpu()).isEqualTo(5.9);
        assertThat(update.drawn()).isEqualTo(25.5);
        assertThat(update.parts())
                .containsEntry(Work.SCRIPT, 0.5 + 2.5)
                .containsEntry(Work.LAYOUT, 1.5)
                .containsEntry(Work.PAINT, 1.0)
                .containsEntry(Work.STYLE, 0.0);
        assertThat(update.parts().values().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(update.busy());
    }

    @Test
    void trace_withoutArrivals_hasNoUpdates() throws IOException {
        assertThat(UpdateTrace.read(trace(slice(PAGE, "RunTask", 0, 10, 10)), "arrival")).isEmpty();
    }

    private static JsonNode trace(String... events) throws IOException {
        return new ObjectMapper().readTree("{\"traceEvents\":[" + String.join(",", events) + "]}");
    }

    private static String arrival(int at) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"arrival\",\"cat\":\"blink.user_timing\",\"ph\":\"I\",\"pid\":1,\"tid\":%d,\"ts\":%d}",
                PAGE,
                at);
    }

    private static String slice(int thread, String name, int from, int took, int cpu) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"cat\":\"devtools.timeline\",\"ph\":\"X\",\"pid\":1,\"tid\":%d,\"ts\":%d,\"dur\":%d,\"tdur\":%d}",
                name,
                thread,
                from,
                took,
                cpu);
    }
}
