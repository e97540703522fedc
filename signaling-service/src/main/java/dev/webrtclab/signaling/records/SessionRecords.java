package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Ends;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.Delivery;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records of the latest peer connections, bounded in number, size and age. A record begins with
 * the first offer between two peers and ends with their connection; a later offer begins another
 * one. It never holds a session description, which would carry the ICE password. Safe for any
 * number of threads; nothing here waits.
 */
public final class SessionRecords {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pool pool;
    private final Shelf shelf;
    private final Map<Member, Expected> expected = new HashMap<>();
    private final Limits limits;
    private final Function<PeerId, Known> directory;

    /**
     * What is kept.
     *
     * @param sessions most records; ended ones go first, oldest first
     * @param events most events of one record; a large one counts for several, see {@link Weight}
     * @param eventsInAll most events of all records, counted alike: ended ones go before; when none
     *     is left, the running ones that hold more than their share take no more
     * @param age how long an ended record is kept
     */
    public record Limits(int sessions, int events, int eventsInAll, Duration age) {}

    private record Member(RoomId room, PeerId peer) {}

    private record Expected(String id, Consumer<SessionEvent> listener) {}

    /**
     * No records yet.
     *
     * @param directory what is known of a peer when its record begins
     */
    public SessionRecords(Limits limits, Function<PeerId, Known> directory) {
        this.limits = limits;
        this.pool = new Pool(limits, this::makeRoom);
        this.shelf = new Shelf(limits, pool);
        this.directory = directory;
    }

    /**
     * The next record that this peer begins gets this id instead of a random one.
     *
     * @param listener hears all events of that record; it queues and returns
     */
    public synchronized void expect(
            RoomId room, PeerId caller, String id, Consumer<SessionEvent> listener) {
        expected.put(new Member(room, caller), new Expected(id, listener));
    }

    /** Takes back what {@link #expect} expected and did not come. */
    public synchronized void unexpect(RoomId room, PeerId caller) {
        expected.remove(new Member(room, caller));
    }

    /**
     * A signal that is passed on.
     *
     * @param begun id of the record that begins with it, or {@code null} if none does
     * @param delivery hears what becomes of it; only then the signal is an event of the record
     */
    public record Relayed(@Nullable String begun, Delivery delivery) {}

    /** A signal came from one peer and is about to go to another. */
    public Relayed relayed(RoomId room, PeerId from, PeerId to, Signal signal, Arrival arrived) {
        Recording recording;
        boolean begins = false;
        synchronized (this) {
            recording = shelf.current(room, from, to);
            if (recording == null && signal instanceof Signal.Offer) {
                recording = begin(room, from, to, arrived.at());
                begins = true;
            }
        }
        return recording == null
                ? new Relayed(null, Delivery.UNWATCHED)
                : new Relayed(
                        begins ? recording.id() : null,
                        new SignalEvidence(recording, from, to, signal, arrived));
    }

    /** One end measured something about its connection with another; without a record no effect. */
    public void observed(
            RoomId room,
            PeerId by,
            PeerId remote,
            Where where,
            double at,
            double uncertaintyMs,
            EvidenceEvent event) {
        Recording recording;
        synchronized (this) {
            recording = shelf.latest(room, by, remote);
        }
        if (recording != null) {
            recording.add(
                    at,
                    uncertaintyMs,
                    Source.measured(where, by),
                    by.value(),
                    null,
                    new SessionEvent.Observed(event));
        }
    }

    /** Id of the latest record between two peers, unless it had ended before that time. */
    public synchronized Optional<String> during(RoomId room, PeerId one, PeerId other, double at) {
        return Optional.ofNullable(shelf.latest(room, one, other))
                .filter(recording -> recording.isOpenAt(at))
                .map(Recording::id);
    }

    /** Whether one end signaled a relay candidate with that address (address:port). */
    public boolean hasRelayed(String id, PeerId by, String relayed) {
        return byId(id).map(recording -> recording.hasRelayed(by, relayed)).orElse(false);
    }

    /**
     * The TURN server said something about an allocation of one end; without a record no effect.
     */
    public void relay(String id, PeerId by, double at, double uncertaintyMs, RelayEvent event) {
        byId(id).ifPresent(
                        recording ->
                                recording.add(
                                        at,
                                        uncertaintyMs,
                                        Source.measured(Where.COTURN, null),
                                        by.value(),
                                        Ends.TURN,
                                        new SessionEvent.Relay(event)));
    }

    private synchronized Optional<Recording> byId(String id) {
        return shelf.find(id);
    }

    /** The connection between two peers ended. */
    public synchronized void ended(
            RoomId room, PeerId by, PeerId remote, @Nullable LeaveReason reason, double at) {
        Recording recording = shelf.current(room, by, remote);
        if (recording != null) {
            recording.end(at, by, new SessionEvent.Left(reason));
        }
    }

    /** A peer's socket broke, as the service saw it; its media may go on. */
    public synchronized void lost(RoomId room, PeerId peer, double at) {
        shelf.open(room, peer).forEach(recording -> recording.link(peer, "closed", at));
    }

    /** A peer is there again; no effect where its socket had not broken. */
    public synchronized void resumed(RoomId room, PeerId peer, double at) {
        shelf.open(room, peer).stream()
                .filter(recording -> recording.isLinkLost(peer))
                .forEach(recording -> recording.link(peer, "resumed", at));
    }

    /** A peer is gone with all its connections. */
    public synchronized void gone(RoomId room, PeerId peer, LeaveReason reason, double at) {
        shelf.open(room, peer)
                .forEach(recording -> recording.end(at, peer, new SessionEvent.Left(reason)));
    }

    /** The record of that id as it is now. */
    public synchronized Optional<SessionRecord> find(String id) {
        return shelf.find(id).map(Recording::snapshot);
    }

    /** The latest record between two peers. */
    public synchronized Optional<SessionRecord> find(RoomId room, PeerId one, PeerId other) {
        return Optional.ofNullable(shelf.latest(room, one, other)).map(Recording::snapshot);
    }

    /**
     * Reads a record from its first event on, as it grows.
     *
     * @param more called when there is more to read, or nothing any more; it queues and returns
     * @return empty when there is no such record
     */
    public Optional<RecordReader> read(String id, Runnable more) {
        return byId(id).map(recording -> new RecordReader(recording, more));
    }

    /** Forgets what is too old. */
    public synchronized void forgetOld(double now) {
        shelf.forgetOld(now);
    }

    /** All records, the latest first. */
    public synchronized List<Summary> list() {
        return shelf.all().map(Recording::summary).toList().reversed();
    }

    /** A record in a list. */
    public Optional<Summary> summary(String id) {
        return byId(id).map(Recording::summary);
    }

    /**
     * Keeps a record that came as a file, as long from now as others from their end.
     *
     * @return the id it has here
     * @throws RefusedException {@link ErrorCode#SESSION_FILE_REFUSED} if it is larger than what all
     *     records may hold, or than what the running ones leave
     */
    public synchronized String keep(SessionRecord imported, double now) throws RefusedException {
        int weight = Weight.of(imported);
        int beyond = pool.beyondShare(weight);
        if (!shelf.makeRoom(beyond) || !pool.tryTake(beyond)) {
            throw new RefusedException(
                    ErrorCode.SESSION_FILE_REFUSED,
                    "it is larger than the room that is left for files here");
        }
        Recording recording = new Recording(newId(), imported, now, weight, pool);
        shelf.put(recording);
        return recording.id();
    }

    /** Forgets a record; {@code false} if there is none of that id. */
    public synchronized boolean forget(String id) {
        return shelf.remove(id);
    }

    /** How many records there are. */
    public synchronized int size() {
        return shelf.size();
    }

    private Recording begin(RoomId room, PeerId from, PeerId to, double at) {
        Expected known = expected.remove(new Member(room, from));
        Known caller = directory.apply(from);
        Known callee = directory.apply(to);
        Recording recording =
                new Recording(
                        known != null ? known.id() : newId(),
                        room,
                        at,
                        caller.participant(),
                        callee.participant(),
                        limits.events(),
                        pool);
        recording.tellNat(caller);
        recording.tellNat(callee);
        shelf.put(recording);
        if (known != null) {
            recording.tell(known.listener());
        }
        return recording;
    }

    private synchronized void makeRoom(int weight) {
        shelf.makeRoom(weight);
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
