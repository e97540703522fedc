package dev.webrtclab.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The front door and the Compose project of this checkout. */
public final class Lab {
    /** Where its users open it. */
    public static final String PAGE = "http://localhost:8080/";

    private static final String NETWORK_TOOLS = "webrtc-lab/nat-lab";

    private static final Duration UP = Duration.ofMinutes(20);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    private Lab() {}

    /** The folder that holds {@code lab}. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("lab"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no ./lab in this folder or above it");
        }
        return folder;
    }

    /** {@code ./lab up} with options; returns what it printed. */
    public static String up(String... options) {
        return lab(UP, "up", options).orThrow();
    }

    /** {@code ./lab down} with options. */
    public static String down(String... options) {
        return lab(COMMAND, "down", options).orThrow();
    }

    /** Any {@code docker compose} command of this project. */
    public static String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        return Shell.run(root(), COMMAND, command).orThrow().strip();
    }

    /** Any {@code docker} command. */
    public static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Shell.run(root(), COMMAND, command).orThrow().strip();
    }

    /**
     * A program in a container's network namespace, which it may configure: a short-lived container
     * beside it, so that nothing outside the lab is touched.
     */
    public static String beside(String container, String program, String... arguments) {
        return besideWith(List.of(), container, program, arguments);
    }

    /**
     * The same for a program that runs on, in a container for further commands beside the other
     * one; it is removed when the program ends.
     *
     * @return the container
     */
    static String startBeside(String container, String program, String... arguments) {
        return besideWith(
                List.of("--detach", "--init", "--no-healthcheck"), container, program, arguments);
    }

    private static String besideWith(
            List<String> options, String container, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "--network=container:" + container,
                        "--cap-drop=ALL",
                        "--cap-add=NET_ADMIN",
                        "--user=0",
                        "--entrypoint=" + program,
                        NETWORK_TOOLS));
        command.addAll(List.of(arguments));
        return docker(command.toArray(String[]::new));
    }

    private static Shell.Result lab(Duration limit, String verb, String... options) {
        List<String> command = new ArrayList<>(List.of("./lab", verb));
        command.addAll(List.of(options));
        return Shell.run(root(), limit, command);
    }
}
