package dev.webrtclab.mediapeer.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Files that workers leave: unpacked libraries, which go with them, and a few crash reports. */
final class WorkerFiles {
    private static final Logger LOG = Logger.getLogger(WorkerFiles.class);
    private static final int KEPT = 5;

    private WorkerFiles() {}

    static Optional<Path> findCrashFile(Path directory, long pid) {
        Path file = directory.resolve("worker-" + pid + ".log");
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    static void keepNewest(Path directory) {
        for (Path old : newestFirst(directory).stream().skip(KEPT).toList()) {
            delete(old);
        }
    }

    static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("could not delete %s: %s", root, e.getMessage());
        }
    }

    static void deleteIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debugf("%s is kept: %s", directory, e.getMessage());
        }
    }

    private static List<Path> newestFirst(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted(Comparator.comparing(WorkerFiles::modified).reversed()).toList();
        } catch (IOException e) {
            LOG.debugf("no crash reports: %s", e.getMessage());
            return List.of();
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
