package dev.webrtclab.mediapeer.worker.enginelog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose sockets and pairs these are, by the user fragment of the connection's own end.
 *
 * <p>A socket is certain when it has a candidate, which names the fragment. A relay has none before
 * its server answered, and perhaps never. Until then its owner follows from the order of work: each
 * connection begins on each interface with its UDP socket, and comes back for its relays after a
 * pause that is the same for all. So the connections that began on an interface come back to it in
 * the same order, and the first candidate of each beginning names it. A beginning without candidate
 * stays unknown rather than wrong.
 */
final class Owners {
    private static final int MOST = 4096;
    private static final int MOST_BEGINNINGS = 256;

    /** A connection comes back long before this, or never. */
    private static final long LONGEST_PAUSE = Duration.ofSeconds(3).toNanos();

    /** A connection began on an interface; its fragment is known with its first candidate. */
    private static final class Beginning {
        private final long nanos;
        private @Nullable String port;
        private @Nullable String ufrag;

        Beginning(long nanos) {
            this.nanos = nanos;
        }
    }

    private final Map<String, String> ports = new Bounded<>(MOST);
    private final Map<String, String> pairs = new Bounded<>(MOST);
    private final Map<String, String> addresses = new Bounded<>(MOST);
    private final Map<String, Deque<Beginning>> beginnings = new Bounded<>(MOST);
    private @Nullable Beginning begun;
    private @Nullable String relaysOf;

    void phase(LogLine.Phase phase, long nanos) {
        begun = null;
        relaysOf = null;
        Deque<Beginning> queue =
                beginnings.computeIfAbsent(phase.network(), _ -> new ArrayDeque<>());
        if (phase.udp()) {
            begun = new Beginning(nanos);
            if (queue.size() == MOST_BEGINNINGS) {
                queue.removeFirst();
            }
            queue.addLast(begun);
        } else if (phase.relay()) {
            queue.removeIf(beginning -> nanos - beginning.nanos > LONGEST_PAUSE);
            Beginning back = queue.pollFirst();
            relaysOf = back == null ? null : back.ufrag;
        }
    }

    void made(String port) {
        if (begun != null && begun.port == null) {
            begun.port = port;
        }
        if (relaysOf == null) {
            ports.remove(port);
        } else {
            ports.put(port, relaysOf);
        }
    }

    void gathered(LogLine.Gathered gathered) {
        String assumed = ports.put(gathered.port(), gathered.ufrag());
        if (assumed != null && !assumed.equals(gathered.ufrag())) {
            // the order of work was another one: nothing more is concluded from what began
            beginnings.clear();
        }
        addresses.put(gathered.address(), gathered.ufrag());
        if (begun != null && gathered.port().equals(begun.port)) {
            begun.ufrag = gathered.ufrag();
        }
    }

    void paired(LogLine.Pair pair) {
        String owner = addresses.get(pair.local());
        if (owner == null) {
            pairs.remove(pair.key());
        } else {
            pairs.put(pair.key(), owner);
        }
    }

    Optional<String> ofPort(String port) {
        return Optional.ofNullable(ports.get(port));
    }

    Optional<String> ofPair(LogLine.Pair pair) {
        return Optional.ofNullable(pairs.get(pair.key()));
    }

    Optional<String> ofAddress(String address) {
        return Optional.ofNullable(addresses.get(address));
    }

    void forget(String ufrag) {
        ports.values().removeIf(ufrag::equals);
        pairs.values().removeIf(ufrag::equals);
        addresses.values().removeIf(ufrag::equals);
        beginnings
                .values()
                .forEach(queue -> queue.removeIf(beginning -> ufrag.equals(beginning.ufrag)));
    }
}
