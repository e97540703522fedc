package dev.webrtclab.signaling.relay;

import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.relay.Owners.Owned;
import dev.webrtclab.signaling.relay.Owners.Owner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings the TURN server's events into the records of the connections they belong to, by the user
 * part of the credential. Events that come before it is known whose they are wait for a while.
 *
 * <p>A page uses one credential for all its connections. So an allocation of such a user belongs to
 * the connection that signaled its relayed address as a candidate; only when no such candidate
 * comes and one connection alone can be meant, it is that one's. What can not be attributed is left
 * out. Safe for any number of threads; nothing here waits. Times are ms on the lab clock.
 */
public final class TurnUsers {
    /** How long an event waits for its connection. */
    static final double PATIENCE = 60_000;

    /** Time in which a candidate with the relayed address would have been signaled. */
    static final double SETTLED = 1000;

    private static final int MOST_WAITING = 2000;
    private static final int MOST_REFUSED_WAITING = 500;
    private static final int MOST_ALLOCATIONS = 10_000;

    private final SessionRecords records;
    private final Consumer<Fate> counter;
    private final Owners owners = new Owners();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** Strangers can cause these, so that they have a place of their own. */
    private final Deque<Waiting> refusedWaiting = new ArrayDeque<>();

    private final Map<String, Place> allocations =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
                    return size() > MOST_ALLOCATIONS;
                }
            };

    /** What became of an event. */
    public enum Fate {
        /** It is in a record. */
        RECORDED,
        /** It belongs to no connection, or it is not certain to which. */
        UNATTRIBUTED,
        /** Too many waited. */
        DROPPED
    }

    private record Place(String record, PeerId peer) {}

    private record Waiting(RelayObservation seen, double since) {}

    /** Writes into these records. */
    public TurnUsers(SessionRecords records, Consumer<Fate> counter) {
        this.records = records;
        this.counter = counter;
    }

    /** A credential was made for one end of one connection alone. */
    public synchronized void issued(
            String user, RoomId room, PeerId peer, PeerId remote, double now) {
        owners.issued(user, new Owner(room, peer, remote));
        deliver(now);
    }

    /** A peer says that it uses this credential for a connection. */
    public synchronized void claimed(
            String user, RoomId room, PeerId peer, PeerId remote, double now) {
        owners.claimed(user, new Owner(room, peer, remote));
        deliver(now);
    }

    /** The TURN server observed something. */
    public synchronized void seen(RelayObservation seen, double now) {
        boolean refused = seen.event().what() == RelayEvent.Type.CREDENTIALS_REFUSED;
        Deque<Waiting> queue = refused ? refusedWaiting : waiting;
        if (queue.size() >= (refused ? MOST_REFUSED_WAITING : MOST_WAITING)) {
            queue.removeFirst();
            counter.accept(Fate.DROPPED);
        }
        queue.addLast(new Waiting(seen, now));
    }

    /** Delivers what can be delivered by now, and forgets what waited for too long. */
    public synchronized void deliver(double now) {
        deliver(waiting, now);
        deliver(refusedWaiting, now);
    }

    private void deliver(Deque<Waiting> queue, double now) {
        queue.removeIf(
                event -> {
                    Optional<Place> place = place(event, now);
                    place.ifPresent(found -> record(found, event.seen()));
                    boolean tooLate = place.isEmpty() && now - event.since() > PATIENCE;
                    if (place.isPresent() || tooLate) {
                        counter.accept(tooLate ? Fate.UNATTRIBUTED : Fate.RECORDED);
                    }
                    return place.isPresent() || tooLate;
                });
    }

    private void record(Place place, RelayObservation seen) {
        records.relay(place.record(), place.peer(), seen.at(), seen.uncertaintyMs(), seen.event());
    }

    private Optional<Place> place(Waiting waiting, double now) {
        RelayObservation seen = waiting.seen();
        Owned owned = owners.of(seen.event().user());
        // Two users can share an allocation's name only after the server was started again.
        String key = seen.event().user() + " " + seen.allocation();
        Place known = seen.allocation() == null ? null : allocations.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Place> found = find(owned, seen, now - waiting.since() >= SETTLED);
        if (found.isPresent() && seen.allocation() != null) {
            allocations.put(key, found.get());
        }
        return found;
    }

    private Optional<Place> find(Owned owned, RelayObservation seen, boolean settled) {
        List<Place> possible = owned.owners().stream().flatMap(o -> at(o, seen.at())).toList();
        String relayed = seen.event().relayed();
        if (!owned.exclusive() && relayed != null) {
            List<Place> named =
                    possible.stream()
                            .filter(
                                    place ->
                                            records.hasRelayed(
                                                    place.record(), place.peer(), relayed))
                            .toList();
            if (named.size() == 1) {
                return Optional.of(named.getFirst());
            }
        }
        boolean certain = owned.exclusive() || settled;
        return certain && possible.size() == 1
                ? Optional.of(possible.getFirst())
                : Optional.empty();
    }

    private Stream<Place> at(Owner owner, double at) {
        return records
                .during(owner.room(), owner.peer(), owner.remote(), at)
                .map(record -> new Place(record, owner.peer()))
                .stream();
    }
}
