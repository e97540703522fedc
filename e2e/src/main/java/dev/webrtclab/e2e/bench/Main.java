package dev.webrtclab.e2e.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benches' command line. */
@Command(
        name = "lab bench",
        description = "Measures the running lab (start it with ./lab up first).",
        mixinStandardHelpOptions = true,
        subcommands = {
            FirstFrameBench.class,
            ViewersBench.class,
            NatBench.class,
            SequenceBench.class,
            RoomBench.class
        })
public final class Main {
    private Main() {}

    /** Runs one bench; exit code 0 measured, 1 the lab failed, 2 unusable arguments. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
