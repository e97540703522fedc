package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records that are kept, the oldest first, bounded in number, size and age. For one thread at a
 * time.
 */
final class Shelf {
    private final Map<String, Recording> byId = new LinkedHashMap<>();
    private final SessionRecords.Limits limits;

    Shelf(SessionRecords.Limits limits) {
        this.limits = limits;
    }

    Optional<Recording> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Stream<Recording> all() {
        return byId.values().stream();
    }

    int size() {
        return byId.size();
    }

    void put(Recording recording) {
        byId.put(recording.id(), recording);
    }

    /** {@code false} if there is none of that id. */
    boolean remove(String id) {
        return byId.remove(id) != null;
    }

    /** Forgets what is too old. */
    void forgetOld(double now) {
        byId.values().removeIf(recording -> now - recording.overSince() > limits.age().toMillis());
    }

    /**
     * Makes room for one more record: ended ones go, oldest first; when none has ended the oldest
     * of all.
     *
     * @param events how many the next one has already
     */
    void makeRoom(int events) {
        int inAll = events + byId.values().stream().mapToInt(Recording::size).sum();
        while (!byId.isEmpty()
                && (byId.size() >= limits.sessions() || inAll > limits.eventsInAll())) {
            List<Recording> all = new ArrayList<>(byId.values());
            Recording oldest =
                    all.stream().filter(Recording::isEnded).findFirst().orElse(all.getFirst());
            byId.remove(oldest.id());
            inAll -= oldest.size();
        }
    }

    /** The latest record between two peers, unless it has ended. */
    @Nullable Recording current(RoomId room, PeerId one, PeerId other) {
        Recording latest = latest(room, one, other);
        return latest == null || latest.isEnded() ? null : latest;
    }

    /** The latest record between two peers. */
    @Nullable Recording latest(RoomId room, PeerId one, PeerId other) {
        Recording found = null;
        for (Recording recording : byId.values()) {
            if (recording.isBetween(room, one, other)) {
                found = recording;
            }
        }
        return found;
    }

    /** Records of connections of a peer that have not ended. */
    Stream<Recording> open(RoomId room, PeerId peer) {
        return byId.values().stream()
                .filter(recording -> recording.concerns(room, peer) && !recording.isEnded());
    }
}
