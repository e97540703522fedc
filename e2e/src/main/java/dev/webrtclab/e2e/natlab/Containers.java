package dev.webrtclab.e2e.natlab;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The containers and networks of this run, known by a label with the id of this process. */
public final class Containers {
    private static final String LABEL = "dev.webrtclab.referee";
    private static final String RUN = Long.toString(ProcessHandle.current().pid());

    private Containers() {}

    /** A name of this run's own. */
    public static String name(String part) {
        return "referee-" + RUN + "-" + part;
    }

    /** A container that is started at once. */
    public static Command run(String name) {
        return new Command("run", "-d", "--label", label(RUN), "--name", name(name));
    }

    /** A container that waits to be started. */
    public static Command create(String name) {
        return new Command("create", "--label", label(RUN), "--name", name(name));
    }

    /** A network of this run; gives back its id. */
    public static String createNetwork(String name, String subnet, String... options) {
        Command command =
                new Command("network", "create", "--label", label(RUN), "--subnet", subnet);
        return command.with(options).of(name(name));
    }

    /** A command in a running container; an exit code other than 0 is a failure. */
    public static String in(String container, String... command) {
        return tryIn(container, command).orThrow();
    }

    /** A command in a running container, however it ends. */
    public static Shell.Result tryIn(String container, String... command) {
        List<String> line = new ArrayList<>(List.of("docker", "exec", container));
        line.addAll(List.of(command));
        return Shell.run(Lab.root(), Duration.ofMinutes(1), line);
    }

    /** Removes the containers that docker's filter selects. */
    public static void remove(String filter) {
        String ids = Lab.docker("ps", "-aq", "--filter", filter);
        if (!ids.isEmpty()) {
            new Command("rm", "-f").of(ids.split("\\s+"));
        }
    }

    /** Removes all of this run. */
    public static void removeAll() {
        removeRun(RUN);
    }

    /** Removes what earlier runs left behind whose process is no more. */
    public static void removeLeftovers() {
        String runOf = "{{.Label \"" + LABEL + "\"}}";
        String filter = "label=" + LABEL;
        String runs =
                Lab.docker("ps", "-a", "--filter", filter, "--format", runOf)
                        + "\n"
                        + Lab.docker("network", "ls", "--filter", filter, "--format", runOf);
        runs.lines()
                .filter(run -> !run.isBlank())
                .distinct()
                .filter(run -> ProcessHandle.of(Long.parseLong(run)).isEmpty())
                .forEach(Containers::removeRun);
    }

    private static void removeRun(String run) {
        remove("label=" + label(run));
        Lab.docker("network", "prune", "-f", "--filter", "label=" + label(run));
    }

    private static String label(String run) {
        return LABEL + "=" + run;
    }

    /** A docker command line that grows. */
    public static final class Command {
        private final List<String> words = new ArrayList<>();

        Command(String... words) {
            with(words);
        }

        /** More words of the line. */
        public Command with(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        /** Runs it on an image, network or containers, and gives back what docker printed. */
        public String of(String... last) {
            return Lab.docker(with(last).words.toArray(String[]::new));
        }
    }
}
