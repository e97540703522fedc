package dev.webrtclab.e2e.natlab;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs the probe is compared with, each run on a {@link Host} with {@link #IMAGE}. */
public enum OtherTool {
    /** The client of RFC 3489, Debian's package stun-client. */
    STUN("stun", "stun " + Internet.STUN) {
        @Override
        String verdict(String output) {
            Matcher verdict = Pattern.compile("(?m)^Primary: (.*)$").matcher(output);
            return verdict.find() ? verdict.group(1).strip() : "no verdict";
        }
    },
    /** coturn's own, RFC 5780. */
    NATDISCOVERY("turnutils_natdiscovery -m -f", "turnutils_natdiscovery -m -f " + Internet.STUN) {
        @Override
        String verdict(String output) {
            Discovery found = Discovery.parse(output);
            return "mapping %s, filtering %s".formatted(found.mapping(), found.filtering());
        }
    };

    /** The image with both. */
    public static final String IMAGE = "webrtc-lab/nat-tools";

    private static final Pattern ELAPSED = Pattern.compile("elapsed-ns (\\d+)\\s*$");

    private final String shown;
    private final String command;

    OtherTool(String shown, String command) {
        this.shown = shown;
        this.command = command;
    }

    /**
     * One run.
     *
     * @param verdict in the tool's own words
     * @param ms from the start of the process to its end
     */
    public record Run(String verdict, double ms) {}

    /** Builds the image. */
    public static void build() {
        Shell.run(
                        Lab.root(),
                        Duration.ofMinutes(10),
                        List.of("docker", "build", "-q", "-t", IMAGE, "e2e/nat-tools"))
                .orThrow();
    }

    /** Removes the image. */
    public static void removeImage() {
        Shell.run(Lab.root(), Duration.ofMinutes(1), List.of("docker", "rmi", IMAGE));
    }

    /** Its name in a table. */
    public String shown() {
        return shown;
    }

    /** Runs it once; the time is taken in the container, so the engine is not in it. */
    public Run run(Host host) {
        String timed =
                "s=$(date +%s%N); "
                        + command
                        + " 2>&1 </dev/null; e=$(date +%s%N); echo elapsed-ns $((e-s))";
        String output = Containers.tryIn(host.container(), "sh", "-c", timed).output();
        Matcher elapsed = ELAPSED.matcher(output);
        if (!elapsed.find()) {
            throw new IllegalStateException(shown + " said:\n" + output);
        }
        return new Run(verdict(output), Long.parseLong(elapsed.group(1)) / 1e6);
    }

    abstract String verdict(String output);
}
