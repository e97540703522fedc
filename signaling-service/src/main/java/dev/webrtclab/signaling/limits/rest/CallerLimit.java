package dev.webrtclab.signaling.limits.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.signaling.limits.SourceLimits;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** How often one address may ask for one thing over HTTP. Safe for any number of threads. */
public final class CallerLimit {
    private final SourceLimits limits;
    private final String what;

    /**
     * @param what is asked for, in the plural
     * @param burst most at once
     * @param perSecond how many more each second
     */
    public CallerLimit(String what, int burst, double perSecond) {
        this.limits = new SourceLimits(burst, perSecond);
        this.what = what;
    }

    /**
     * Counts a request.
     *
     * @throws RefusedException {@code rate-limited}, with how long to wait
     */
    public void count(HttpServerRequest request) throws RefusedException {
        Duration wait = limits.take(source(request), System.nanoTime());
        if (!wait.isZero()) {
            throw new RefusedException(
                    new Refusal(
                            ErrorCode.RATE_LIMITED,
                            "too many " + what + " from this address",
                            wait));
        }
    }

    /** The address that the lab's own proxy saw, else the one of the connection. */
    private static String source(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        return forwarded == null
                ? request.remoteAddress().hostAddress()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
