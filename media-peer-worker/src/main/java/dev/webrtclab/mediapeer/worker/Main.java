package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.mediapeer.worker.log.LineLog;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
import dev.webrtclab.mediapeer.worker.pipe.CommandReader;
import dev.webrtclab.mediapeer.worker.pipe.EventWriter;
import dev.webrtclab.mediapeer.worker.pipe.StandardOutput;
import dev.webrtclab.mediapeer.worker.source.Sources;
import dev.webrtclab.mediapeer.worker.source.ffmpeg.Cameras;
import dev.webrtclab.mediapeer.worker.source.ffmpeg.MediaFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The worker process: commands on standard input, events on standard output, log on standard error.
 * It ends when it is asked to, or when its supervisor is gone.
 */
public final class Main {
    /** Exit code when libwebrtc can not be loaded. */
    static final int NO_LIBRARY = 3;

    /** Exit code when nobody reads the events. */
    static final int NO_READER = 4;

    private static final System.Logger LOG = System.getLogger(Main.class.getName());

    private Main() {}

    /** Runs until the end of standard input or the command {@code shutdown}. */
    public static void main(String[] arguments) {
        var log = LineLog.install(Boolean.parseBoolean(System.getenv("LOG_JSON")));
        // whatever else prints must not get between the events
        System.setOut(log);
        System.setErr(log);
        EventWriter events =
                new EventWriter(StandardOutput.claim(), () -> Runtime.getRuntime().halt(NO_READER));
        Worker worker;
        try {
            worker =
                    new Worker(
                            events,
                            !"none".equals(System.getenv("TURN_TLS_CHECK")),
                            sources(System.getenv("MEDIA_PEER_MEDIA_DIR")));
        } catch (RtcFailure e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage(), e.getCause());
            Runtime.getRuntime().halt(NO_LIBRARY);
            return;
        }
        new CommandReader(System.in, worker::command).run();
        worker.shutdown();
    }

    private static Sources sources(@Nullable String folder) {
        boolean none = folder == null || folder.isBlank();
        return new Sources(
                System::currentTimeMillis,
                new MediaFolder(none ? null : Path.of(folder)),
                new Cameras(Path.of("/dev")));
    }
}
