package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Whoever makes a tree out of a session file, or a file out of a record, does so alone: a tree
 * takes some ten times the room of its text. Safe for any number of threads; waits a little.
 */
@Singleton
public final class FileTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore turn = new Semaphore(1, true);
    private final Duration patience;

    /** What is done while nobody else does such a thing. */
    public interface Work<T> {
        /** Does it. */
        T done() throws RefusedException;
    }

    @Inject
    FileTurn() {
        this(PATIENCE);
    }

    FileTurn(Duration patience) {
        this.patience = patience;
    }

    /**
     * Does it when its turn comes.
     *
     * @throws RefusedException {@link ErrorCode#SERVICE_UNAVAILABLE} if it does not come soon
     */
    public <T> T take(Work<T> work) throws RefusedException, InterruptedException {
        if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new RefusedException(
                    ErrorCode.SERVICE_UNAVAILABLE, "too many session files are asked for");
        }
        try {
            return work.done();
        } finally {
            turn.release();
        }
    }
}
