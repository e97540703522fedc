package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One connection of a peer with a remote, held by one worker. Not thread-safe. */
final class Connection {
    /** Most candidates a remote may send per offer. */
    static final int MAX_CANDIDATES = 128;

    final SessionId id;
    final WorkerLife worker;
    final Instant startedAt;

    /** Origin line of the remote's description: the same as long as its peer connection lives. */
    final String origin;

    /** We make the offers; the remote answers. */
    final boolean views;

    /** When the worker was asked for an answer, or for an offer, that has not come yet. */
    @Nullable Instant offeredAt;

    /** Our offer is out and waits for its answer. */
    boolean awaitsAnswer;

    int candidates;
    long framesEncoded;
    long bytesSent;
    @Nullable Double roundTripTimeMs;

    Connection(SessionId id, WorkerLife worker, String origin, boolean views, Instant now) {
        this.id = id;
        this.worker = worker;
        this.origin = origin;
        this.views = views;
        this.startedAt = now;
    }

    /** Takes the counters over and answers what was added to them. */
    SessionEffect.Note.MediaSent count(WorkerEvent.Stats stats) {
        var added =
                new SessionEffect.Note.MediaSent(
                        Math.max(0, stats.framesEncoded() - framesEncoded),
                        Math.max(0, stats.bytesSent() - bytesSent));
        framesEncoded = stats.framesEncoded();
        bytesSent = stats.bytesSent();
        roundTripTimeMs = stats.roundTripTimeMs();
        return added;
    }
}
