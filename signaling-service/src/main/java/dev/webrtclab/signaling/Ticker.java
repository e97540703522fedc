package dev.webrtclab.signaling;

import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.mediapeer.SourceWishes;
import dev.webrtclab.signaling.mediapeer.Thumbnails;
import dev.webrtclab.signaling.mediapeer.ws.LinkSessions;
import dev.webrtclab.signaling.ops.Lifecycle;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.room.local.LocalRoomBus;
import dev.webrtclab.signaling.room.ws.Connections;
import dev.webrtclab.signaling.sessions.HttpSessions;
import dev.webrtclab.signaling.status.StatusBoard;
import dev.webrtclab.signaling.status.natprobe.NatProbe;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes time pass: graces, heartbeats, lost links and the lab's status, on one thread. */
@Singleton
public final class Ticker {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration STOOD_STILL = Duration.ofSeconds(2);

    private final LocalRoomBus rooms;
    private final Connections connections;
    private final LinkSessions links;
    private final StatusBoard status;
    private final HttpSessions sessions;
    private final SourceWishes wishes;
    private final Thumbnails thumbnails;
    private final SessionRecords records;
    private final TurnUsers turnUsers;
    private final Clock clock;
    private final NatProbe natProbe;
    private final Lifecycle lifecycle;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("signaling-ticker").daemon().factory());
    private long lastTick = System.nanoTime();

    Ticker(
            LocalRoomBus rooms,
            Connections connections,
            LinkSessions links,
            StatusBoard status,
            HttpSessions sessions,
            SourceWishes wishes,
            Thumbnails thumbnails,
            SessionRecords records,
            TurnUsers turnUsers,
            Clock clock,
            NatProbe natProbe,
            Lifecycle lifecycle) {
        this.rooms = rooms;
        this.connections = connections;
        this.links = links;
        this.status = status;
        this.sessions = sessions;
        this.wishes = wishes;
        this.thumbnails = thumbnails;
        this.records = records;
        this.turnUsers = turnUsers;
        this.clock = clock;
        this.natProbe = natProbe;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(natProbe::poll, 0, PROBE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the HTTP server stops: everybody is told to come back. */
    void announceEnd(@Observes ShutdownDelayInitiatedEvent event) {
        lifecycle.stop();
        connections.closeForRestart();
        links.closeForRestart();
        sessions.refuseWaiting();
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            if (now - lastTick > STOOD_STILL.toNanos()) {
                LOG.warnf("time stood still for %d ms", (now - lastTick) / 1_000_000);
                connections.forgiveSilence();
                links.forgiveSilence();
            }
            lastTick = now;
            rooms.expire();
            connections.giveUpSilentOnes();
            links.giveUpSilentOnes();
            links.endLostPeers();
            sessions.forgetOld();
            wishes.expire();
            thumbnails.expire();
            records.forgetOld(LabClock.toMillis(clock.instant()));
            turnUsers.deliver(LabClock.toMillis(clock.instant()));
            status.changed().map(ServerMessage.LabStatus::of).ifPresent(connections::tellMembers);
        } catch (RuntimeException e) {
            LOG.error("a tick failed, the next one comes", e);
        }
    }
}
