package dev.webrtclab.e2e.bench;

import dev.webrtclab.e2e.natlab.Containers;
import dev.webrtclab.e2e.natlab.Host;
import dev.webrtclab.e2e.natlab.Internet;
import dev.webrtclab.e2e.natlab.OtherTool;
import dev.webrtclab.e2e.natlab.Probe;
import dev.webrtclab.e2e.natlab.Router;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Time to a NAT verdict, beside the client of RFC 3489 and coturn's discovery tool, in the same
 * network positions and the same run. The networks are the bench's own.
 */
@Command(
        name = "nat",
        description =
                "Time to a NAT verdict: without NAT, behind a port-restricted one, with UDP blocked, with 10 %% loss;"
                        + " beside stun (RFC 3489) and turnutils_natdiscovery in the same places.",
        mixinStandardHelpOptions = true)
final class NatBench implements Callable<Integer> {
    private static final String OURS = "nat-probe-service";

    @Option(names = "--runs", description = "runs of each tool in each place (${DEFAULT-VALUE})")
    private int runs = 10;

    @Option(
            names = "--loss-runs",
            description = "runs of the probe with 10 %% loss (${DEFAULT-VALUE})")
    private int lossRuns = 20;

    @Option(names = "--warm-up", description = "probes before, not counted (${DEFAULT-VALUE})")
    private int warmUp = 10;

    @Option(names = "--json", description = "write every figure to this file")
    private @Nullable Path json;

    private final Map<String, Object> measured = new LinkedHashMap<>();

    /** A tool's runs in one place: how long each took, and what it said. */
    private record Column(String tool, List<Double> ms, List<String> verdicts) {
        static Column of(String tool, List<OtherTool.Run> runs) {
            return new Column(
                    tool,
                    runs.stream().map(OtherTool.Run::ms).toList(),
                    runs.stream().map(OtherTool.Run::verdict).toList());
        }

        /** Each verdict with the number of runs that came to it, the most frequent first. */
        String counted() {
            return verdicts.stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(said -> said.getKey() + " (" + said.getValue() + ")")
                    .collect(Collectors.joining("; "));
        }
    }

    @Override
    public Integer call() throws Exception {
        OtherTool.build();
        // What the client of RFC 3489 needs is off by default.
        try (Internet internet =
                Internet.start("--rfc3489-compatibility", "--stun-backward-compatibility")) {
            System.out.printf("Time to a NAT verdict: median (least–most) in ms%n%n");
            System.out.println("| place | tool | runs | ms | × the probe | verdicts |");
            System.out.println("|---|---|---|---|---|---|");
            place("no NAT", internet.network(), runs);
            behind("port-restricted NAT", runs, "NAT_BEHAVIOUR=port-restricted");
            behind("UDP blocked", runs, "NAT_BEHAVIOUR=udp-blocked");
            behind(
                    "port-restricted NAT, 10 % loss each way",
                    lossRuns, "NAT_BEHAVIOUR=port-restricted", "LOSS_PERCENT=10");
        } finally {
            OtherTool.removeImage();
        }
        Report.write(json, measured);
        return 0;
    }

    private void behind(String place, int ownRuns, String... settings) {
        try (Router router = Internet.router(settings)) {
            place(place, router.inside(), ownRuns);
        }
    }

    private void place(String place, String network, int ownRuns) {
        Probe probe = Probe.start(network, "probe");
        Host host = Host.start(network, "tools", OtherTool.IMAGE);
        probe.probe(warmUp);
        List<Column> columns = new ArrayList<>();
        List<Probe.Report> reports = probe.probe(ownRuns);
        columns.add(
                new Column(
                        OURS,
                        reports.stream().map(Probe.Report::ms).toList(),
                        reports.stream().map(Probe.Report::verdict).toList()));
        for (OtherTool tool : OtherTool.values()) {
            columns.add(
                    Column.of(
                            tool.shown(),
                            Stream.generate(() -> tool.run(host)).limit(runs).toList()));
        }
        double ours = Spread.of(columns.getFirst().ms()).median();
        for (Column column : columns) {
            Spread spread = Spread.of(column.ms());
            System.out.printf(
                    "| %s | `%s` | %d | %s | %.1f | %s |%n",
                    place,
                    column.tool(),
                    spread.count(),
                    spread.shown(),
                    spread.median() / ours,
                    column.counted());
        }
        measured.put(place, columns);
        Containers.remove("id=" + probe.container());
        Containers.remove("id=" + host.container());
    }
}
