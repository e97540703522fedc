package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.stats.ReceiveWatch;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether one connection comes up, carries frames, and is still listened to. */
final class Liveness {
    /** A connection that was never up after this time is given up. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    /** Statistics are read this often until the first frame has left, to know when it did. */
    private static final Duration FIRST_FRAME_STEP = Duration.ofMillis(50);

    /** And this often until the path has settled, to know when another pair takes over. */
    private static final Duration PAIR_STEP = Duration.ofMillis(200);

    private static final Duration CLOSE_WATCH = Duration.ofSeconds(5);
    private static final Duration REPORT_STEP = Duration.ofMillis(900);

    private final String session;
    private final Moment openedAt;
    private @Nullable Moment connectedAt;
    private @Nullable ReceiveWatch watch;
    private @Nullable Moment reportedAt;
    private @Nullable SelectedPair pair;
    private boolean framePassed;
    private @Nullable Moment closerLookAt;

    Liveness(String session, Moment now) {
        this.session = session;
        this.openedAt = now;
    }

    boolean isConnected() {
        return connectedAt != null;
    }

    void connected(Moment now, List<PeerEffect> effects) {
        if (connectedAt == null) {
            connectedAt = now;
            watch = new ReceiveWatch(now.nanos());
            effects.add(new PeerEffect.Measure(Duration.ZERO));
        }
    }

    /** Asks for statistics of a connection that is up; gives up one that never was. */
    Optional<EndReason> tick(Moment now, List<PeerEffect> effects) {
        if (connectedAt != null) {
            effects.add(new PeerEffect.Measure(Duration.ZERO));
            return Optional.empty();
        }
        return now.isAfter(openedAt, CONNECT_LIMIT)
                ? Optional.of(EndReason.FAILED)
                : Optional.empty();
    }

    /** Takes statistics; answers why the connection has to end, if it has to. */
    Optional<EndReason> measured(StatsSnapshot stats, Moment now, List<PeerEffect> effects) {
        if (connectedAt == null || watch == null) {
            return Optional.empty();
        }
        reportPair(stats.pair(), now, effects);
        watchFirstFrame(stats, now, effects);
        watchClosely(connectedAt, now, effects);
        if (reportedAt == null || now.isAfter(reportedAt, REPORT_STEP)) {
            reportedAt = now;
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.Stats(
                                    session,
                                    stats.framesEncoded(),
                                    stats.bytesSent(),
                                    stats.bytesReceived(),
                                    stats.roundTripTimeMs())));
        }
        if (stats.dtlsClosed()) {
            return Optional.of(EndReason.CLOSED);
        }
        return watch.vanished(stats.arrivals(), now.nanos())
                ? Optional.of(EndReason.VIEWER_VANISHED)
                : Optional.empty();
    }

    private void reportPair(@Nullable SelectedPair now, Moment at, List<PeerEffect> effects) {
        if (now != null && !now.equals(pair)) {
            pair = now;
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.SelectedPair(
                                    session,
                                    now.local(),
                                    now.remote(),
                                    now.localType(),
                                    now.remoteType(),
                                    now.protocol(),
                                    now.relayProtocol(),
                                    at.epochMs())));
        }
    }

    private void watchFirstFrame(StatsSnapshot stats, Moment now, List<PeerEffect> effects) {
        if (!framePassed && stats.framesSent() > 0) {
            framePassed = true;
            effects.add(
                    new PeerEffect.Report(new WorkerEvent.FirstFrameSent(session, now.epochMs())));
        }
    }

    /** One measurement leads to the next; those of the tick come in between and lead to none. */
    private void watchClosely(Moment since, Moment now, List<PeerEffect> effects) {
        if (closerLookAt != null && now.nanos() < closerLookAt.nanos()
                || now.isAfter(since, CLOSE_WATCH)) {
            return;
        }
        Duration step = framePassed ? PAIR_STEP : FIRST_FRAME_STEP;
        closerLookAt = now.plus(step);
        effects.add(new PeerEffect.Measure(step));
    }

    /** The first frame of the remote was decoded: of a viewer, the proof that media passes. */
    void frameDecoded(Moment at, List<PeerEffect> effects) {
        if (!framePassed) {
            framePassed = true;
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.FirstFrameDecoded(session, at.epochMs())));
        }
    }
}
