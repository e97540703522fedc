package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.signaling.records.SessionEvent.Observer;
import dev.webrtclab.signaling.records.SessionEvent.What;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A record in the making. Safe for any number of threads; listeners queue and return. */
final class Recording {
    private final String id;
    private final RoomId room;
    private final double startedAt;
    private final Participant caller;
    private final Participant callee;
    private final int mostEvents;
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Consumer<SessionEvent>> listeners = new ArrayList<>();
    private @Nullable Double endedAt;
    private int dropped;

    Recording(
            String id,
            RoomId room,
            double startedAt,
            Participant caller,
            Participant callee,
            int mostEvents) {
        this.id = id;
        this.room = room;
        this.startedAt = startedAt;
        this.caller = caller;
        this.callee = callee;
        this.mostEvents = mostEvents;
    }

    String id() {
        return id;
    }

    boolean isBetween(RoomId place, PeerId one, PeerId other) {
        return concerns(place, one) && concerns(place, other);
    }

    boolean concerns(RoomId place, PeerId peer) {
        return room.equals(place) && has(peer);
    }

    private boolean has(PeerId peer) {
        return caller.peer().equals(peer) || callee.peer().equals(peer);
    }

    PeerId other(PeerId peer) {
        return caller.peer().equals(peer) ? callee.peer() : caller.peer();
    }

    synchronized boolean isEnded() {
        return endedAt != null;
    }

    synchronized void add(
            double at, double uncertaintyMs, Observer observer, PeerId by, What what) {
        if (events.size() >= mostEvents && !(what instanceof What.Left)) {
            dropped++;
            return;
        }
        SessionEvent event =
                new SessionEvent(
                        events.size() + 1, at, uncertaintyMs, observer, by, by, other(by), what);
        events.add(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    synchronized void end(double at, PeerId by, What.Left left) {
        if (endedAt == null) {
            add(at, 0, Observer.SIGNALING, by, left);
            endedAt = at;
        }
    }

    /** Hears all events, the past ones first, each once and in order. */
    synchronized Runnable follow(Consumer<SessionEvent> listener) {
        events.forEach(listener);
        listeners.add(listener);
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }

    synchronized SessionRecord snapshot() {
        return new SessionRecord(id, startedAt, endedAt, caller, callee, events, dropped);
    }
}
