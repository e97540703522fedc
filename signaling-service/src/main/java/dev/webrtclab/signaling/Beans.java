package dev.webrtclab.signaling;

import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.room.Recipients;
import dev.webrtclab.signaling.room.ResumeTokens;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.sessions.HttpSessions;
import dev.webrtclab.signaling.status.StatusBoard;
import dev.webrtclab.signaling.turn.IceServers;
import dev.webrtclab.signaling.turn.TurnCredentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** Makes the core classes, which know no container, available to the edges. */
final class Beans {
    private static final String NO_SECRET = "This lab runs without a TURN server.";

    @Produces
    @Singleton
    Clock clock() {
        return new LabClock();
    }

    @Produces
    @Singleton
    Recipients recipients() {
        return new Recipients();
    }

    @Produces
    @Singleton
    MediaPeers mediaPeers() {
        return new MediaPeers();
    }

    @Produces
    @Singleton
    Calls calls(MediaPeers mediaPeers, RoomBus rooms, Clock clock) {
        return new Calls(mediaPeers, rooms, clock);
    }

    @Produces
    @Singleton
    ResumeTokens resumeTokens(Secrets secrets) {
        return new ResumeTokens(secrets.resumeSecret());
    }

    @Produces
    @Singleton
    IceServers iceServers(SignalingConfig config, Secrets secrets) {
        SignalingConfig.Turn turn = config.turn();
        IceServers.Availability availability =
                secrets.turnSecret().isPresent() && turn.absentReason().isEmpty()
                        ? new IceServers.Availability.Available(
                                new TurnCredentials(secrets.turnSecret().get(), turn.ttl()))
                        : new IceServers.Availability.Absent(
                                turn.absentReason().orElse(NO_SECRET), turn.absentNext());
        return new IceServers(availability, turn.port(), turn.internalHost(), turn.internalPort());
    }

    @Produces
    @Singleton
    StatusBoard statusBoard(MediaPeers mediaPeers, IceServers iceServers, Clock clock) {
        return new StatusBoard(mediaPeers, iceServers, clock);
    }

    @Produces
    @Singleton
    HttpSessions httpSessions(
            SignalingConfig config,
            RoomBus rooms,
            Calls calls,
            Recipients recipients,
            Clock clock,
            ExecutorService executor,
            SignalingMetrics metrics) {
        SignalingConfig.Sessions limits = config.sessions();
        HttpSessions sessions =
                new HttpSessions(
                        rooms,
                        calls,
                        recipients,
                        new HttpSessions.Limits(
                                limits.answerTimeout(), limits.remembered(), limits.most()),
                        clock,
                        executor);
        metrics.gauge("signaling.sessions", "Active HTTP sessions", sessions::active);
        return sessions;
    }
}
