package dev.webrtclab.e2e.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The matrix's command line. */
@Command(
        name = "lab matrix",
        description = {
            "Calls from every network of the NAT lab to every other one, first between media peers,",
            "then from a headless Chromium in each network, and compares with the forecast.",
            "The page shows it as it fills: http://localhost:8080/networks",
            "Exit code 0: every cell connected as forecast; 1: one did not; 2: unusable arguments."
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "write the matrix as JSON")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write the matrix as Markdown")
    private @Nullable Path markdown;

    @Option(names = "--no-browser", description = "only calls between media peers")
    private boolean noBrowser;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "address of the lab (default: ${DEFAULT-VALUE})")
    private String url = "";

    @Option(
            names = "--inside-url",
            defaultValue = "http://198.51.100.30:443/",
            description = "address of its page inside its networks (default: ${DEFAULT-VALUE})")
    private String insideUrl = "";

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "networks from which a Chromium calls at the same time (default: ${DEFAULT-VALUE})")
    private int atOnce;

    private Main() {}

    /** Runs the matrix; the description above has the exit codes. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        MatrixRun run = new MatrixRun(new MatrixApi(url), insideUrl, atOnce, System.out::println);
        JsonNode matrix = run.run(!noBrowser);
        if (json != null) {
            Files.writeString(
                    json,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(matrix)
                            + "\n");
        }
        if (markdown != null) {
            Files.writeString(markdown, Markdown.of(matrix));
        }
        List<JsonNode> cells = MatrixApi.list(matrix.path("cells"));
        long connected = cells.stream().filter(c -> c.path("connected").booleanValue()).count();
        long agreed = cells.stream().filter(c -> c.path("agree").booleanValue()).count();
        System.out.printf(
                "%d cells: %d connected, %d as forecast, %d not; %d called once more; %d s%n",
                cells.size(),
                connected,
                agreed,
                cells.size() - agreed,
                run.repeated().size(),
                (System.nanoTime() - began) / 1_000_000_000);
        return agreed == cells.size() ? 0 : 1;
    }
}
