package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.signaling.RoomId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Holds the current {@link Room} per id and applies commands one at a time per room. Effects are
 * handed over while the room is still locked, so their order is the order of the room; whoever
 * takes them queues and returns. Safe for any number of threads.
 */
public final class Rooms {
    private final Map<RoomId, Room> rooms = new ConcurrentHashMap<>();
    private final int capacity;
    private final BiConsumer<RoomId, RoomEffect> effects;

    /** Rooms that hold at most {@code capacity} members each. */
    public Rooms(int capacity, BiConsumer<RoomId, RoomEffect> effects) {
        this.capacity = capacity;
        this.effects = effects;
    }

    /** Applies one command; empty when it was accepted. */
    public Optional<Refusal> apply(RoomId id, RoomCommand command, Instant now) {
        var outcome =
                new Object() {
                    Optional<Refusal> refusal = Optional.empty();
                };
        rooms.compute(
                id,
                (key, room) -> {
                    Room current = room == null ? Room.empty(key, capacity) : room;
                    Transition transition = current.apply(command, now);
                    transition.effects().forEach(effect -> effects.accept(id, effect));
                    outcome.refusal = Optional.ofNullable(transition.refusal());
                    return transition.room().isEmpty() ? null : transition.room();
                });
        return outcome.refusal;
    }

    /** Frees the seats whose grace is over. */
    public void expire(Instant now) {
        rooms.forEach(
                (id, room) -> {
                    if (room.waitsForSomebody()) {
                        apply(id, new RoomCommand.Expire(), now);
                    }
                });
    }

    /** How many rooms have members now. */
    public int size() {
        return rooms.size();
    }

    /** The room, unless it is empty. */
    public Optional<Room> find(RoomId id) {
        return Optional.ofNullable(rooms.get(id));
    }
}
