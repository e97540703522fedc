package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.Ends;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record in the making. Safe for any number of threads; listeners queue and return. */
final class Recording {
    private final String id;
    private final @Nullable RoomId room;
    private final double startedAt;
    private final Participant caller;
    private final Participant callee;
    private final int mostWeight;
    private final Pool pool;
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Consumer<SessionEvent>> listeners = new ArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private int weight;
    private boolean isForgotten;
    private @Nullable Double endedAt;
    private double overSince = Double.MAX_VALUE;
    private int dropped;

    Recording(
            String id,
            @Nullable RoomId room,
            double startedAt,
            Participant caller,
            Participant callee,
            int mostWeight,
            Pool pool) {
        this.id = id;
        this.room = room;
        this.startedAt = startedAt;
        this.caller = caller;
        this.callee = callee;
        this.mostWeight = mostWeight;
        this.pool = pool;
    }

    /**
     * A record that came as a file at that time; it is over.
     *
     * @param weight what it takes; what is beyond its share has been taken from the pool
     */
    Recording(String id, SessionRecord imported, double now, int weight, Pool pool) {
        this(id, null, imported.startedAt(), imported.caller(), imported.callee(), 0, pool);
        this.weight = weight;
        overSince = now;
        events.addAll(imported.events());
        dropped = imported.dropped();
        endedAt = imported.until();
    }

    String id() {
        return id;
    }

    /** From when on it is only kept, in ms on the lab clock; the far future while it lasts. */
    synchronized double overSince() {
        return overSince;
    }

    /** What forgetting it gives back to the pool. */
    synchronized int beyondShare() {
        return pool.beyondShare(weight);
    }

    synchronized Summary summary() {
        return new Summary(
                id, startedAt, endedAt, List.of(caller, callee), events.size(), room == null);
    }

    boolean isBetween(RoomId place, PeerId one, PeerId other) {
        return concerns(place, one) && concerns(place, other);
    }

    boolean concerns(RoomId place, PeerId peer) {
        return place.equals(room) && has(peer);
    }

    private boolean has(PeerId peer) {
        return caller.peerId().equals(peer) || callee.peerId().equals(peer);
    }

    PeerId other(PeerId peer) {
        return caller.peerId().equals(peer) ? callee.peerId() : caller.peerId();
    }

    synchronized boolean isEnded() {
        return endedAt != null;
    }

    synchronized boolean isOpenAt(double at) {
        return endedAt == null || at <= endedAt;
    }

    /** Whether one end signaled a relay candidate with that address (address:port). */
    synchronized boolean hasRelayed(PeerId by, String relayed) {
        int colon = relayed.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String address = relayed.substring(0, colon).replaceAll("[\\[\\]]", "");
        String inLine = " " + address + relayed.substring(colon).replace(':', ' ') + " typ relay";
        return events.stream()
                .anyMatch(
                        event ->
                                event.from().equals(by.value())
                                        && event.what() instanceof SessionEvent.Signaled signaled
                                        && signaled.candidate() != null
                                        && signaled.candidate().contains(inLine));
    }

    void add(
            double at,
            double uncertaintyMs,
            Source source,
            String from,
            @Nullable String to,
            SessionEvent.What what) {
        int more = Weight.of(what);
        pool.makeRoom(wanted(more));
        synchronized (this) {
            if (isForgotten) {
                return;
            }
            if (isFullFor(more) || !pool.tryTake(missing(more))) {
                dropped++;
                return;
            }
            note(at, uncertaintyMs, source, from, to, what, more);
        }
    }

    /** What somebody else has to give back for an event of that weight. */
    private synchronized int wanted(int more) {
        return isForgotten || isFullFor(more) ? 0 : missing(more);
    }

    private boolean isFullFor(int more) {
        return weight + more > mostWeight;
    }

    /** What of the pool it takes. */
    private int missing(int more) {
        return pool.beyondShare(weight + more) - pool.beyondShare(weight);
    }

    private void note(
            double at,
            double uncertaintyMs,
            Source source,
            String from,
            @Nullable String to,
            SessionEvent.What what,
            int more) {
        weight += more;
        SessionEvent event =
                new SessionEvent(events.size() + 1, at, uncertaintyMs, source, from, to, what);
        events.add(event);
        listeners.forEach(listener -> listener.accept(event));
        watchers.forEach(Runnable::run);
    }

    /** The NAT report that is known of the network of an end, as an event. */
    void tellNat(Known end) {
        Known.Nat nat = end.nat();
        if (nat != null) {
            add(
                    nat.at() == null ? startedAt : nat.at(),
                    0,
                    Source.measured(Source.Where.NAT_PROBE, null),
                    Ends.NAT_PROBE,
                    end.participant().peerId().value(),
                    nat.report());
        }
    }

    /** It is known of a full record too. */
    synchronized void end(double at, PeerId by, SessionEvent.Left left) {
        if (endedAt == null) {
            int more = Weight.of(left);
            pool.take(missing(more));
            note(
                    at,
                    0,
                    Source.measured(Source.Where.SIGNALING, by),
                    by.value(),
                    other(by).value(),
                    left,
                    more);
            endedAt = at;
            overSince = at;
        }
    }

    /** What the service saw of the socket of an end. */
    void link(PeerId peer, String value, double at) {
        add(
                at,
                0,
                Source.measured(Source.Where.SIGNALING, peer),
                peer.value(),
                null,
                new SessionEvent.Observed(new EvidenceEvent.SignalingLink(value, null)));
    }

    /** Whether the socket of an end was closed when the service last saw it change. */
    synchronized boolean isLinkLost(PeerId peer) {
        return events.reversed().stream()
                .filter(event -> event.source().where() == Source.Where.SIGNALING)
                .filter(event -> event.from().equals(peer.value()))
                .flatMap(
                        event ->
                                event.what() instanceof SessionEvent.Observed(var observed)
                                                && observed
                                                        instanceof EvidenceEvent.SignalingLink link
                                        ? Stream.of(link)
                                        : Stream.empty())
                .findFirst()
                .filter(link -> link.value().equals("closed"))
                .isPresent();
    }

    /** Hears all events, the past ones first, each once and in order. */
    synchronized void tell(Consumer<SessionEvent> listener) {
        events.forEach(listener);
        listeners.add(listener);
    }

    /** From now on that hears when there is more to read, or nothing any more. */
    synchronized void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    synchronized void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** The event after so many; {@code null} if there is none. */
    synchronized @Nullable SessionEvent after(int count) {
        return count < events.size() ? events.get(count) : null;
    }

    synchronized int count() {
        return events.size();
    }

    synchronized boolean isForgotten() {
        return isForgotten;
    }

    /** Holds nothing from now on, also when somebody still reads it. */
    synchronized void forget() {
        if (!isForgotten) {
            isForgotten = true;
            pool.give(pool.beyondShare(weight));
            events.clear();
            listeners.clear();
            watchers.forEach(Runnable::run);
        }
    }

    synchronized SessionRecord snapshot() {
        return new SessionRecord(id, startedAt, endedAt, List.of(caller, callee), events, dropped);
    }
}
