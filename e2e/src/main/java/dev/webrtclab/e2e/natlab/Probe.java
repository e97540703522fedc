package dev.webrtclab.e2e.natlab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own probe as its users run it: a container of nat-probe-service without any privilege, asked
 * over its API.
 *
 * @param container its container
 */
public record Probe(String container) {
    /** A setting where many start at once: compiled quickly, as those of the NAT lab's networks. */
    public static final String ONE_OF_MANY = "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1";

    /** The image of {@code ./lab up}, or {@code -Dnatlab.probe-image}. */
    private static final String IMAGE =
            System.getProperty("natlab.probe-image", "webrtc-lab/nat-probe-service");

    private static final String API = "http://127.0.0.1:8083";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One report.
     *
     * @param document the whole of it
     * @param ms from the request to the whole answer, HTTP included
     */
    public record Report(JsonNode document, double ms) {
        /** A field: its word, or {@code unknown: CODE}. */
        public String word(String field) {
            JsonNode value = document.path(field);
            return value.isObject() ? "unknown: " + value.path("code").asText() : value.asText();
        }

        /** What a probe is for, in one line. */
        public String verdict() {
            return "nat %s, mapping %s, filtering %s, udp %s, tcp %s, tls %s"
                    .formatted(
                            word("nat"),
                            word("mapping"),
                            word("filtering"),
                            word("udp"),
                            word("tcp"),
                            word("tls"));
        }

        /** Milliseconds from first packet to verdict. */
        public double tookMs() {
            return document.path("tookMs").asDouble();
        }
    }

    /**
     * Starts one that asks the STUN server of {@link Internet} and waits until it works.
     *
     * @param settings of the form NAME=value
     */
    public static Probe start(String network, String name, String... settings) {
        Probe probe = begin(network, name, settings);
        probe.awaitReady();
        return probe;
    }

    /** The same without waiting. */
    public static Probe begin(String network, String name, String... settings) {
        Containers.Command run =
                Containers.run(name)
                        .with("--network", network, "--init", "--cap-drop=ALL", "--read-only")
                        .with("--security-opt=no-new-privileges", "--tmpfs=/tmp", "--memory=384m")
                        .with("--no-healthcheck", "-eNAT_PROBE_VANTAGE=" + name)
                        .with("-eNAT_PROBE_STUN_SERVER=" + Internet.STUN + ":3478")
                        .with("-eNAT_PROBE_TLS_SERVER=" + Internet.STUN + ":443");
        for (String setting : settings) {
            run.with("-e" + setting);
        }
        return new Probe(run.of(IMAGE));
    }

    /** Waits until it is ready, which includes its first probe. */
    public void awaitReady() {
        await("probe is ready")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> curl("-o", "/dev/null", API + "/q/health/ready").exit() == 0);
    }

    /** Runs probes one after the other. */
    public List<Report> probe(int times) {
        String once =
                "curl -sS -m 20 -X POST -w '\\n%{time_total}\\n' "
                        + API
                        + "/api/nat/probes || exit";
        String loop = "n=0; while [ $n -lt " + times + " ]; do " + once + "; n=$((n+1)); done";
        String said = Lab.docker("exec", container, "sh", "-c", loop);
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        List<Report> reports = new ArrayList<>();
        for (int line = 0; line + 1 < lines.size(); line += 2) {
            double seconds = Double.parseDouble(lines.get(line + 1));
            reports.add(new Report(json(lines.get(line)), seconds * 1000));
        }
        if (reports.size() != times) {
            throw new IllegalStateException(times + " reports expected, got\n" + said);
        }
        return reports;
    }

    /** {@code GET} of its API. */
    public JsonNode get(String path) {
        return json(curl(API + path).orThrow());
    }

    /** {@code POST} to its API. */
    public JsonNode post(String path, String body) {
        return json(
                curl("-X", "POST", "-H", "Content-Type: application/json", "-d", body, API + path)
                        .orThrow());
    }

    private Shell.Result curl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-f", "-m", "20"));
        command.addAll(List.of(arguments));
        return Containers.tryIn(container, command.toArray(String[]::new));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
