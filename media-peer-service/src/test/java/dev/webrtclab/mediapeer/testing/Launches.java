package dev.webrtclab.mediapeer.testing;

import dev.webrtclab.mediapeer.worker.WorkerLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How {@link ScriptedWorker} is started. */
public final class Launches {
    private Launches() {}

    /** A launch of the scripted worker with further JVM options. */
    public static WorkerLaunch scripted(Path directory, String... options) {
        return new WorkerLaunch(
                WorkerLaunch.ownJava(),
                Path.of("target", "test-classes").toAbsolutePath(),
                ScriptedWorker.class.getName(),
                "32m",
                "strict",
                List.of(options),
                Optional.empty(),
                directory);
    }
}
