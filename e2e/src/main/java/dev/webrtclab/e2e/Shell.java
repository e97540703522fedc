package dev.webrtclab.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program and gives back what it said. */
public final class Shell {
    private Shell() {}

    /**
     * How a program ended.
     *
     * @param exit its exit code
     * @param output standard output and standard error, in the order they came
     */
    public record Result(int exit, String output) {
        /**
         * @throws IllegalStateException with the output when the exit code is not 0
         */
        public String orThrow() {
            if (exit != 0) {
                throw new IllegalStateException("exit code " + exit + ":\n" + output);
            }
            return output;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws IllegalStateException when it runs longer than {@code limit}; it is ended then
     */
    public static Result run(Path folder, Duration limit, List<String> command) {
        try {
            Path output = Files.createTempFile("shell", ".txt");
            try {
                Process process =
                        new ProcessBuilder(command)
                                .directory(folder.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile())
                                .redirectInput(
                                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                                .start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                    throw new IllegalStateException(
                            String.join(" ", command)
                                    + " took longer than "
                                    + limit
                                    + ":\n"
                                    + read(output));
                }
                return new Result(process.exitValue(), read(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
