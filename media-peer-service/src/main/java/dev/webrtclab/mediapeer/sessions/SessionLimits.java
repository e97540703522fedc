package dev.webrtclab.mediapeer.sessions;

import java.time.Duration;

/**
 * How much one service carries and how patient it is.
 *
 * @param maxSessions most connections at once
 * @param sessionsPerWorker most connections of one worker process
 * @param standbyWorkers workers with free seats kept ready beyond the one that is being filled
 * @param maxServed connections after which a worker is retired
 * @param maxRssBytes resident memory after which a worker is retired
 * @param startTimeout time for a worker to become ready
 * @param silence time without a {@code resources} event after which a worker counts as hung
 * @param drainTimeout longest life of a retired worker's remaining connections
 * @param endTimeout time for a worker to end after {@code shutdown}
 * @param idleTimeout time after which a worker beyond the standby ends when nothing uses it
 * @param reservation time a seat is kept for a peer that has been started and got no offer yet
 * @param mostDraining retired workers that may live on beside the others
 * @param connectionsBurst most new connections at once of one remote with one peer
 * @param connectionsPerSecond new connections of one remote with one peer per second, lasting
 */
public record SessionLimits(
        int maxSessions,
        int sessionsPerWorker,
        int standbyWorkers,
        int maxServed,
        long maxRssBytes,
        Duration startTimeout,
        Duration silence,
        Duration drainTimeout,
        Duration endTimeout,
        Duration idleTimeout,
        Duration reservation,
        int mostDraining,
        int connectionsBurst,
        int connectionsPerSecond) {

    /** Shortest and longest pause before a worker is started again that did not become ready. */
    static final Duration MIN_PAUSE = Duration.ofMillis(500);

    static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    public SessionLimits {
        if (maxSessions < 1 || sessionsPerWorker < 1 || standbyWorkers < 0 || maxServed < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (mostDraining < 0 || connectionsBurst < 1 || connectionsPerSecond < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Workers with free seats wanted at any time: the one being filled, and the standby. */
    int acceptingWanted() {
        return 1 + standbyWorkers;
    }

    /** Most workers that are not being retired. */
    int mostWorkers() {
        return Math.ceilDiv(maxSessions, sessionsPerWorker) + standbyWorkers;
    }

    /** Most workers that live, those that are being retired or end included. */
    int mostLiving() {
        return mostWorkers() + mostDraining;
    }

    /** Pause before the next start after this many failed ones in a row. */
    static Duration pauseAfter(int failures) {
        Duration pause = MIN_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }
}
