package dev.webrtclab.e2e.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fault catalogue's command line. */
@Command(
        name = "lab faults",
        description = {
            "Causes each fault of the catalogue in the running lab, looks at it through a real call, and",
            "compares the verdict with the one it must get. Undoes each; the lab is healthy afterwards.",
            "Exit code 0: every fault was named rightly; 1: one was not; 2: unusable arguments."
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON")
    private @Nullable Path json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "write the results as Markdown, as in docs/faults.md")
    private @Nullable Path markdown;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "only these faults; --list tells their names")
    private List<String> only = new ArrayList<>();

    @Option(names = "--list", description = "cause nothing, tell the catalogue")
    private boolean list;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "faults at the same time, of those that disturb nobody else (default: ${DEFAULT-VALUE})")
    private int atOnce;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "address of the lab (default: ${DEFAULT-VALUE})")
    private String url = "";

    private Main() {}

    /** Runs the catalogue; the description above has the exit codes. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Fault> faults =
                Catalogue.all().stream()
                        .filter(fault -> only.isEmpty() || only.contains(fault.name()))
                        .toList();
        if (faults.isEmpty()) {
            System.err.println("lab faults: no fault of that name; --list tells them");
            return 2;
        }
        if (list) {
            faults.forEach(fault -> System.out.printf("%-32s %s%n", fault.name(), fault.how()));
            return 0;
        }
        long began = System.nanoTime();
        FaultRun.Begun begun = new FaultRun(url, atOnce).begin(faults);
        begun.outcomes()
                .values()
                .forEach(each -> each.thenAccept(done -> System.out.println(done.line())));
        List<Outcome> outcomes = new ArrayList<>();
        for (CompletableFuture<Outcome> each : begun.outcomes().values()) {
            outcomes.add(each.get());
        }
        begun.ended().get();
        if (json != null) {
            Files.writeString(json, Report.json(outcomes));
        }
        if (markdown != null) {
            Files.writeString(markdown, Report.markdown(outcomes));
        }
        long right = outcomes.stream().filter(Outcome::isRight).count();
        System.out.printf(
                "%d faults, %d named rightly, %d not; %d s%n",
                outcomes.size(),
                right,
                outcomes.size() - right,
                (System.nanoTime() - began) / 1_000_000_000);
        return right == outcomes.size() ? 0 : 1;
    }
}
