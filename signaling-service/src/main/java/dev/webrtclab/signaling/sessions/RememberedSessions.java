package dev.webrtclab.signaling.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that can be asked for: the active ones, and those that ended a short while ago. Safe
 * for any number of threads.
 */
final class RememberedSessions {
    private final Map<String, HttpSession> sessions = new LinkedHashMap<>();
    private final HttpSessions.Limits limits;
    private final Clock clock;

    RememberedSessions(HttpSessions.Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    synchronized Optional<HttpSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** One more; when there are too many, the oldest that ended goes. */
    synchronized void add(HttpSession session) {
        forgetOld();
        if (sessions.size() >= limits.most()) {
            sessions.values().stream()
                    .filter(old -> old.reason() != null)
                    .findFirst()
                    .ifPresent(old -> sessions.remove(old.id()));
        }
        sessions.put(session.id(), session);
    }

    synchronized void remove(HttpSession session) {
        sessions.remove(session.id());
    }

    /** Forgets the sessions that ended long ago. */
    synchronized void forgetOld() {
        Instant oldest = clock.instant().minus(limits.remembered());
        sessions.values()
                .removeIf(
                        session ->
                                session.endedAt() instanceof Instant ended
                                        && ended.isBefore(oldest));
    }

    /** Answers those that still wait: the service goes down and comes back. */
    synchronized void refuseWaiting() {
        sessions.values()
                .forEach(
                        session ->
                                session.answer()
                                        .completeExceptionally(
                                                new RefusedException(
                                                        ErrorCode.SERVICE_UNAVAILABLE,
                                                        "the service is about to restart")));
    }

    /** How many are active now. */
    synchronized int active() {
        return (int) sessions.values().stream().filter(session -> session.reason() == null).count();
    }
}
