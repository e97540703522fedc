package dev.webrtclab.e2e.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Click to first decoded frame with its split, beside a connection between two peers inside one
 * page.
 */
@Command(
        name = "first-frame",
        description =
                "Click to first decoded frame: signaling, ICE, DTLS, first frame; direct, relayed, HTTP signaling;"
                        + " beside a connection inside one page of the same browser.",
        mixinStandardHelpOptions = true)
final class FirstFrameBench implements Callable<Integer> {
    private static final List<String> STEPS =
            List.of(
                    "click",
                    "offerSent",
                    "answerReceived",
                    "iceConnected",
                    "dtlsConnected",
                    "firstRtp",
                    "firstFrame");

    @Option(names = "--runs", description = "calls of each kind (default: ${DEFAULT-VALUE})")
    private int runs = 10;

    @Option(
            names = "--warm-up",
            description = "calls of each kind before, not counted (default: ${DEFAULT-VALUE})")
    private int warmUp = 3;

    @Option(names = "--json", description = "write every figure to this file")
    private @Nullable Path json;

    private record Kind(String name, String policy, String signaling) {}

    @Override
    public Integer call() throws Exception {
        List<Kind> kinds =
                List.of(
                        new Kind("direct", "all", "websocket"),
                        new Kind("relay only", "relay", "websocket"),
                        new Kind("direct, HTTP signaling", "all", "http"));
        Map<String, Object> measured = new LinkedHashMap<>();
        System.out.printf("First frame, %d runs each: median (least–most) in ms%n%n", runs);
        System.out.println(
                "| kind | signaling | ICE | DTLS | first RTP | first frame | click → first frame |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (Chromium chromium = Chromium.launch()) {
            for (Kind kind : kinds) {
                for (int run = 0; run < warmUp; run++) {
                    once(chromium, kind);
                }
                List<Map<String, Number>> marks = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    marks.add(once(chromium, kind));
                }
                measured.put(kind.name(), marks);
                System.out.println(row(kind.name(), marks));
            }
            List<Double> inPage = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                inPage.add(insideOnePage(chromium));
            }
            measured.put("comparison, inside one page", inPage);
            Spread bound = Spread.of(inPage);
            double comparison = bound.median();
            System.out.printf("| comparison: inside one page | | | | | | %s |%n%n", bound.shown());
            for (Kind kind : kinds) {
                @SuppressWarnings("unchecked")
                List<Map<String, Number>> marks =
                        (List<Map<String, Number>>) measured.get(kind.name());
                System.out.printf(
                        "%s = %.2f × the comparison%n",
                        kind.name(), between(marks, "click", "firstFrame").median() / comparison);
            }
        }
        Report.write(json, measured);
        return 0;
    }

    private static Map<String, Number> once(Chromium chromium, Kind kind) {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        CallPage call = CallPage.open(page);
        call.choose("ice-policy", kind.policy()).choose("signaling-mode", kind.signaling());
        call.page().waitForFunction("() => window.webrtcLab.ready");
        call.start().awaitPlaying();
        call.page().waitForFunction("() => typeof window.webrtcLab.marks.firstRtp === 'number'");
        Map<String, Number> marks = call.marks();
        call.stop();
        page.context().close();
        return marks;
    }

    private static double insideOnePage(Chromium chromium) {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        page.navigate(Lab.PAGE);
        double ms = ((Number) page.evaluate(InPageCall.SCRIPT)).doubleValue();
        page.context().close();
        return ms;
    }

    private static String row(String name, List<Map<String, Number>> marks) {
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (int step = 2; step < STEPS.size(); step++) {
            row.append(' ')
                    .append(between(marks, STEPS.get(step - 1), STEPS.get(step)).shown())
                    .append(" |");
        }
        return row.append(' ')
                .append(between(marks, "click", "firstFrame").shown())
                .append(" |")
                .toString();
    }

    private static Spread between(List<Map<String, Number>> marks, String from, String to) {
        return Spread.of(
                marks.stream()
                        .map(mark -> mark.get(to).doubleValue() - mark.get(from).doubleValue())
                        .toList());
    }
}
