package dev.webrtclab.e2e.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Fills the whole matrix: first the calls that the lab makes by itself; then the calls of a
 * Chromium in each network and, with the rules of each network on the extra one, the diagonal. Of
 * these, several run at a time, in different networks. A call that kept a worse relay than forecast
 * is made once or twice more, with nothing beside it.
 */
final class MatrixRun {
    private static final List<String> PREFERRED_FIRST =
            List.of("direct", "stun", "relay-udp", "relay-tcp", "relay-tls");
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final int ROUNDS_ALONE = 2;
    private static final double BROWSER_PATIENCE_MS = 30_000;
    private static final Duration SETTLED = Duration.ofMillis(1500);
    private static final Duration SETTLED_RELAYED = Duration.ofSeconds(6);
    private static final Duration SETTLED_AT_MOST = Duration.ofSeconds(30);

    private final MatrixApi lab;
    private final String insidePage;
    private final int atOnce;
    private final Consumer<String> out;
    private final List<String> repeated = new ArrayList<>();

    /**
     * A run over one lab.
     *
     * @param insidePage address of the page as all networks of the lab reach it
     * @param atOnce networks from which is called at the same time at most, after the calls that
     *     the lab makes by itself
     * @param out hears a line of progress per cell, from any thread
     */
    MatrixRun(MatrixApi lab, String insidePage, int atOnce, Consumer<String> out) {
        this.lab = lab;
        this.insidePage = insidePage;
        this.atOnce = atOnce;
        this.out = out;
    }

    /** Fills everything that can be filled; returns the matrix at the end. */
    JsonNode run(boolean withBrowser) {
        Optional<String> second = lab.second();
        Optional<Routers.Rules> before = second.map(Routers::of);
        try {
            lab.start();
            follow();
            List<String> labels =
                    MatrixApi.list(lab.matrix().path("networks")).stream()
                            .map(JsonNode::asText)
                            .toList();
            List<Runnable> jobs = new ArrayList<>();
            second.ifPresent(extra -> jobs.add(() -> diagonal(labels, extra, withBrowser)));
            if (withBrowser) {
                longestFirst(labels)
                        .forEach(
                                from ->
                                        jobs.add(
                                                () ->
                                                        browserCalls(
                                                                from, from, others(labels, from))));
            }
            Lanes.run(atOnce, jobs);
            for (int round = 0; round < ROUNDS_ALONE; round++) {
                onceMore(second, withBrowser);
            }
        } finally {
            second.ifPresent(extra -> Routers.put(extra, before.orElseThrow()));
            second.ifPresent(lab::measure);
        }
        return lab.matrix();
    }

    /**
     * What cells were before they were called again, as text; what they came to is in the matrix.
     */
    List<String> repeated() {
        return List.copyOf(repeated);
    }

    /**
     * On a busy machine a check over a relay may overtake the message about that relayed candidate;
     * ICE then takes it for a peer-reflexive one, which goes before a server-reflexive one (RFC
     * 8445 §5.1.2.2, §7.1.1), and may stay with it although the better pair works too; likewise
     * with a relay over TLS that answered before the one over TCP. Where nothing better passes, a
     * second call says so again.
     */
    private void onceMore(Optional<String> extra, boolean withBrowser) {
        for (JsonNode cell : MatrixApi.list(lab.matrix().path("cells"))) {
            if (!keptARelay(cell)) {
                continue;
            }
            String from = cell.path("from").asText();
            String to = cell.path("to").asText();
            repeated.add(line(cell));
            out.accept("once more, alone:");
            if (from.equals(to) && !isOpen(from)) {
                diagonal(List.of(from), extra.orElseThrow(), withBrowser);
            } else if (isBrowsers(cell)) {
                browserCalls(from, from, List.of(to));
            } else {
                tell(lab.call(from, to, from));
            }
        }
    }

    /** Whether a call went over a relay though a path that ICE prefers to it is forecast. */
    static boolean keptARelay(JsonNode cell) {
        String outcome = cell.path("outcome").asText();
        int forecast = PREFERRED_FIRST.indexOf(cell.path("forecast").asText());
        return outcome.startsWith("relay-")
                && forecast >= 0
                && PREFERRED_FIRST.indexOf(outcome) > forecast;
    }

    /** Tells the cells as they are done, until the lab has no more to do by itself. */
    private void follow() {
        Set<String> told = new HashSet<>();
        long deadline = System.nanoTime() + MOST.toNanos();
        while (true) {
            JsonNode matrix = lab.matrix();
            for (JsonNode cell : MatrixApi.list(matrix.path("cells"))) {
                if (cell.path("state").asText().equals("done")
                        && told.add(cell.path("from").asText() + " " + cell.path("to").asText())) {
                    tell(cell);
                }
            }
            if (!matrix.path("state").asText().equals("running")) {
                return;
            }
            if (System.nanoTime() > deadline) {
                lab.stop();
                throw new IllegalStateException("the matrix took longer than " + MOST);
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    /** Those with the most relayed calls first: these take longest until they have settled. */
    private List<String> longestFirst(List<String> labels) {
        Map<String, Long> relayed =
                MatrixApi.list(lab.matrix().path("cells")).stream()
                        .filter(cell -> cell.path("outcome").asText().startsWith("relay"))
                        .collect(
                                Collectors.groupingBy(
                                        cell -> cell.path("from").asText(), Collectors.counting()));
        return labels.stream()
                .sorted(Comparator.comparing(label -> -relayed.getOrDefault(label, 0L)))
                .toList();
    }

    /**
     * Each network meets a second one of its kind. One without NAT needs none: nothing is hidden.
     */
    private void diagonal(List<String> labels, String extra, boolean withBrowser) {
        for (String label : labels) {
            if (isOpen(label)) {
                continue;
            }
            Routers.put(extra, Routers.of(label));
            tell(lab.call(label, label, extra));
            if (withBrowser) {
                browserCalls(label, extra, List.of(label));
            }
        }
    }

    private static boolean isOpen(String network) {
        return Routers.of(network).equals(new Routers.Rules(Routers.PLAIN, Routers.PLAIN));
    }

    private List<String> others(List<String> labels, String from) {
        boolean open = isOpen(from);
        return labels.stream().filter(to -> open || !to.equals(from)).toList();
    }

    /** Calls from a browser that is in {@code network}, shown as ones from {@code from}. */
    private void browserCalls(String from, String network, List<String> to) {
        try (LabBrowser browser = LabBrowser.in(network)) {
            for (String label : to) {
                String session =
                        browser.call(
                                insidePage,
                                lab.mediaPeer(label),
                                BROWSER_PATIENCE_MS,
                                this::settle);
                tell(lab.recorded(from, label, session, network));
            }
        }
    }

    /**
     * Waits until neither end has told of another pair for a while; longer on a relay, as the lab
     * does.
     */
    private void settle(String session) {
        long deadline = System.nanoTime() + SETTLED_AT_MOST.toNanos();
        long changedAt = System.nanoTime();
        int told = -1;
        while (System.nanoTime() < deadline) {
            List<JsonNode> pairs = lab.selectedPairs(session);
            if (pairs.size() != told) {
                told = pairs.size();
                changedAt = System.nanoTime();
            }
            Duration settled = isRelayed(pairs) ? SETTLED_RELAYED : SETTLED;
            if (System.nanoTime() - changedAt > settled.toNanos()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    /** Whether an end was on a relay with the last pair that it told of. */
    static boolean isRelayed(List<JsonNode> pairs) {
        Map<String, JsonNode> latest = new HashMap<>();
        pairs.forEach(pair -> latest.put(pair.path("source").path("by").asText(), pair));
        return latest.values().stream()
                .anyMatch(
                        pair ->
                                pair.hasNonNull("relayProtocol")
                                        || pair.path("localType").asText().equals("relay"));
    }

    private void tell(JsonNode cell) {
        out.accept("  " + line(cell));
    }

    private static String line(JsonNode cell) {
        return "%-10s %-16s → %-16s %s"
                .formatted(
                        isBrowsers(cell) ? "Chromium" : "media peer",
                        cell.path("from").asText(),
                        cell.path("to").asText(),
                        Markdown.cell(cell));
    }

    private static boolean isBrowsers(JsonNode cell) {
        return cell.path("fromPeer").asText().equals("browser");
    }
}
