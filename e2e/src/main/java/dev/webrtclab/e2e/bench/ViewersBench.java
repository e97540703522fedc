package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What viewers cost the worker, and how long a viewer that vanished without goodbye still costs.
 */
@Command(
        name = "viewers",
        description =
                "CPU of the worker for 1, 4 and 8 viewers, and seconds until a vanished viewer costs nothing.",
        mixinStandardHelpOptions = true)
final class ViewersBench implements Callable<Integer> {
    private static final String MEDIA_PEERS = Lab.PAGE + "api/media-peers";
    private static final int TICKS_PER_SECOND = 100;

    @Option(names = "--seconds", description = "length of one sample (default: ${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(
            names = "--samples",
            description = "samples for each number of viewers (default: ${DEFAULT-VALUE})")
    private int samples = 4;

    @Option(
            names = "--vanish-runs",
            description = "viewers that vanish (default: ${DEFAULT-VALUE})")
    private int vanishRuns = 5;

    @Option(names = "--json", description = "write every figure to this file")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> measured = new LinkedHashMap<>();
        System.out.println(
                "| viewers | worker CPU, % of a core | per viewer | frames/s at a viewer |");
        System.out.println("|---|---|---|---|");
        try (Chromium chromium = Chromium.launch()) {
            List<CallPage> viewers = new ArrayList<>();
            for (int count : new int[] {1, 4, 8}) {
                while (viewers.size() < count) {
                    viewers.add(
                            CallPage.open(chromium.newPage(new Browser.NewContextOptions()))
                                    .start()
                                    .awaitPlaying());
                }
                measured.put(count + " viewers", sample(viewers));
            }
            viewers.forEach(CallPage::stop);
        }
        awaitSessions(0);
        List<Double> vanished = new ArrayList<>();
        for (int run = 0; run < vanishRuns; run++) {
            vanished.add(vanish());
        }
        measured.put("seconds until a vanished viewer costs nothing", vanished);
        System.out.printf(
                Locale.ROOT,
                "%nA viewer that vanished costs nothing after %s s%n",
                Spread.of(vanished).shownFine());
        Report.write(json, measured);
        return 0;
    }

    private Map<String, Object> sample(List<CallPage> viewers) throws InterruptedException {
        List<Double> cpu = new ArrayList<>();
        List<Double> rate = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            long ticks = workerTicks();
            long frames = viewers.getLast().framesDecoded();
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double elapsed = (System.nanoTime() - start) / 1e9;
            cpu.add(100.0 * (workerTicks() - ticks) / TICKS_PER_SECOND / elapsed);
            rate.add((viewers.getLast().framesDecoded() - frames) / elapsed);
        }
        Spread all = Spread.of(cpu);
        Spread each = Spread.of(cpu.stream().map(value -> value / viewers.size()).toList());
        System.out.printf(
                "| %d | %s | %s | %s |%n",
                viewers.size(), all.shownFine(), each.shownFine(), Spread.of(rate).shownFine());
        return Map.of("cpuPercent", cpu, "framesPerSecond", rate);
    }

    /** CPU time of all workers together, in clock ticks, from their own /proc. */
    private static long workerTicks() {
        long ticks = 0;
        for (JsonNode peer : Http.json(MEDIA_PEERS).get("mediaPeers")) {
            for (JsonNode worker : peer.get("workers")) {
                String stat =
                        Lab.compose(
                                "exec",
                                "-T",
                                "media-peer-service",
                                "cat",
                                "/proc/" + worker.get("pid").asLong() + "/stat");
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks;
    }

    /** Kills a viewer's browser in mid call: no goodbye of any kind. */
    private static double vanish() throws InterruptedException {
        Chromium chromium = Chromium.launch();
        CallPage.open(chromium.newPage(new Browser.NewContextOptions())).start().awaitPlaying();
        long start = System.nanoTime();
        chromium.kill();
        awaitSessions(0);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitSessions(int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (sessions() != wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the media peers still hold sessions after 60 s");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int sessions() {
        int sessions = 0;
        for (JsonNode peer : Http.json(MEDIA_PEERS).get("mediaPeers")) {
            sessions += peer.get("sessions").asInt();
        }
        return sessions;
    }
}
