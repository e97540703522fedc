package dev.webrtclab.signaling.sessions.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that wait for the network to take them, bounded in bytes and time, since a reader may
 * be slow on purpose. Safe for any number of threads.
 */
@Singleton
final class Outgoing {
    private static final long MOST_BYTES = 32 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long mostBytes;
    private final Duration patience;
    private final AtomicLong held = new AtomicLong();

    @Inject
    Outgoing() {
        this(MOST_BYTES, PATIENCE);
    }

    Outgoing(long mostBytes, Duration patience) {
        this.mostBytes = mostBytes;
        this.patience = patience;
    }

    /**
     * Counts an answer until the request is over; its connection is closed if that takes too long.
     *
     * @return the answer
     * @throws RefusedException {@link ErrorCode#SERVICE_UNAVAILABLE} if too much waits
     */
    Buffer hold(Buffer answer, RoutingContext request) throws RefusedException {
        Runnable end = hold(answer.length());
        long timer =
                request.vertx()
                        .setTimer(
                                patience.toMillis(),
                                late -> {
                                    request.request().connection().close();
                                    end.run();
                                });
        request.addEndHandler(
                done -> {
                    request.vertx().cancelTimer(timer);
                    end.run();
                });
        return answer;
    }

    /** Counts so many bytes until what it returns is run; once more has no effect. */
    Runnable hold(long bytes) throws RefusedException {
        if (held.addAndGet(bytes) > mostBytes) {
            held.addAndGet(-bytes);
            throw new RefusedException(
                    ErrorCode.SERVICE_UNAVAILABLE, "too many sessions are being read");
        }
        AtomicBoolean isOver = new AtomicBoolean();
        return () -> {
            if (isOver.compareAndSet(false, true)) {
                held.addAndGet(-bytes);
            }
        };
    }
}
