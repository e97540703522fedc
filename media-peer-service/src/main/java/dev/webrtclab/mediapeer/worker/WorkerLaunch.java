package dev.webrtclab.mediapeer.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a worker's process is started: an argument array, never a shell; no secret in arguments or
 * environment, since the process reads media from strangers.
 *
 * @param java the launcher
 * @param classPath directory of jars
 * @param main class with the {@code main} method
 * @param heap value of {@code -Xmx}
 * @param turnTlsCheck {@code strict} or {@code none}, see {@code MediaPeerConfig}
 * @param options further options of the JVM
 * @param mediaDirectory folder of files to show, when there is one
 * @param directory below it each worker gets its own temporary directory, and crash files stay;
 *     must allow execution, since native libraries are unpacked there
 */
public record WorkerLaunch(
        Path java,
        Path classPath,
        String main,
        String heap,
        String turnTlsCheck,
        List<String> options,
        Optional<Path> mediaDirectory,
        Path directory) {
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH");

    /** libwebrtc has many threads, and glibc would give each a memory pool that never shrinks. */
    private static final String MALLOC_ARENAS = "2";

    public WorkerLaunch {
        options = List.copyOf(options);
    }

    /** The launcher of the JVM that runs this service. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Arguments for the worker that may write to {@code temporary}. */
    List<String> command(Path temporary) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Xmx" + heap);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add("-XX:ErrorFile=" + crashFiles().resolve("worker-%p.log"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath + File.separator + "*" + File.pathSeparator + classPath);
        command.add(main);
        return command;
    }

    /** Where the JVM leaves its report when native code brings it down. */
    Path crashFiles() {
        return directory.resolve("crashes");
    }

    Path createTemporary(int worker) throws IOException {
        Files.createDirectories(crashFiles());
        return Files.createTempDirectory(directory, "worker-" + worker + "-");
    }

    /** Removes the directory unless crash reports are left in it. */
    public void tidyUp() {
        WorkerFiles.deleteIfEmpty(crashFiles());
        WorkerFiles.deleteIfEmpty(directory);
    }

    /** Starts the process with the little it needs. */
    Process start(Path temporary) throws IOException {
        if (!Files.isDirectory(classPath)) {
            throw new IOException(
                    "media-peer.worker.class-path is "
                            + classPath.toAbsolutePath()
                            + ", which is no directory; build media-peer-worker first");
        }
        var builder = new ProcessBuilder(command(temporary));
        builder.directory(temporary.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("TMPDIR", temporary.toString());
        environment.put("MALLOC_ARENA_MAX", MALLOC_ARENAS);
        environment.put("TURN_TLS_CHECK", turnTlsCheck);
        mediaDirectory.ifPresent(
                media -> environment.put("MEDIA_PEER_MEDIA_DIR", media.toString()));
        return builder.start();
    }
}
