package dev.webrtclab.mediapeer;

import dev.webrtclab.mediapeer.control.Identity;
import dev.webrtclab.mediapeer.control.NoteLog;
import dev.webrtclab.mediapeer.control.Supervisor;
import dev.webrtclab.mediapeer.ops.Figures;
import dev.webrtclab.mediapeer.sessions.AdvertisedAddresses;
import dev.webrtclab.mediapeer.sessions.SessionLimits;
import dev.webrtclab.mediapeer.sessions.Sessions;
import dev.webrtclab.mediapeer.signaling.ws.LinkSettings;
import dev.webrtclab.mediapeer.worker.WorkerLaunch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts the parts together, starts them, and ends them within the time a container gets. */
@ApplicationScoped
class MediaPeer {
    private static final Duration GOODBYE = Duration.ofSeconds(7);
    private static final Duration RESERVATION = Duration.ofSeconds(10);
    private static final Duration CLOCK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @Produces
    @Singleton
    Supervisor supervisor(MediaPeerConfig config, MeterRegistry registry) {
        var identity =
                Identity.of(
                        config.name().orElseGet(MediaPeer::hostName),
                        config.network().orElse(null));
        var figures = new Figures(registry);
        var supervisor =
                new Supervisor(
                        identity,
                        new Sessions(limits(config), identity.sources(), addresses(config)),
                        launch(config),
                        new LinkSettings(
                                config.signalingUrl(), config.tokenFile(), CLOCK, PATIENCE),
                        List.of(new NoteLog(), figures));
        figures.watch(supervisor::load, supervisor.capacity());
        return supervisor;
    }

    void start(@Observes StartupEvent event, Supervisor supervisor) {
        supervisor.start();
    }

    void stop(@Observes ShutdownEvent event, Supervisor supervisor) {
        supervisor.stop(GOODBYE);
    }

    private static SessionLimits limits(MediaPeerConfig config) {
        MediaPeerConfig.Worker worker = config.worker();
        return new SessionLimits(
                config.maxSessions(),
                config.sessionsPerWorker(),
                worker.standby(),
                worker.maxServed(),
                worker.maxRssBytes(),
                worker.startTimeout(),
                worker.silence(),
                worker.drainTimeout(),
                worker.endTimeout(),
                worker.idleTimeout(),
                RESERVATION,
                worker.mostDraining(),
                config.connectionsBurst(),
                config.connectionsPerSecond());
    }

    private static AdvertisedAddresses addresses(MediaPeerConfig config) {
        return new AdvertisedAddresses(
                config.advertisedAddresses().orElse(List.of()), config.advertisedAddressesMode());
    }

    private static WorkerLaunch launch(MediaPeerConfig config) {
        MediaPeerConfig.Worker worker = config.worker();
        Path directory =
                worker.directory()
                        .orElseGet(
                                () ->
                                        Path.of(
                                                System.getProperty("java.io.tmpdir"),
                                                "webrtc-lab-media-peer-"
                                                        + ProcessHandle.current().pid()));
        return new WorkerLaunch(
                worker.java().orElseGet(WorkerLaunch::ownJava),
                worker.classPath().toAbsolutePath().normalize(),
                worker.main(),
                worker.maxHeap(),
                worker.turnTlsCheck(),
                worker.jvmOptions().orElse(List.of()),
                config.mediaDir().map(dir -> dir.toAbsolutePath().normalize()),
                directory.toAbsolutePath());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "media-peer";
        }
    }
}
