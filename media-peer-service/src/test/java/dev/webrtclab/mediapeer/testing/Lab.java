package dev.webrtclab.mediapeer.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signaling service and worker for a started application. */
public final class Lab implements QuarkusTestResourceLifecycleManager {
    private final ScriptedSignaling signaling = new ScriptedSignaling();
    private @Nullable Path directory;

    @Override
    public Map<String, String> start() {
        signaling.start();
        try {
            directory = Files.createTempDirectory("media-peer-test");
            Path token = Files.writeString(directory.resolve("token"), ScriptedSignaling.TOKEN);
            Path workers = directory.resolve("workers");
            return Map.of(
                    "media-peer.name", "peer-1",
                    "media-peer.signaling-url", signaling.url().toString(),
                    "media-peer.token-file", token.toString(),
                    "media-peer.max-sessions", "4",
                    "media-peer.sessions-per-worker", "2",
                    "media-peer.worker.main", ScriptedWorker.class.getName(),
                    "media-peer.worker.class-path", "target/test-classes",
                    "media-peer.worker.max-heap", "32m",
                    "media-peer.worker.directory", workers.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(signaling, new TestInjector.MatchesType(ScriptedSignaling.class));
    }

    @Override
    public void stop() {
        signaling.close();
        try {
            if (directory != null) {
                Files.deleteIfExists(directory.resolve("token"));
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
