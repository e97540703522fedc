package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records that are kept, the oldest first, bounded in number, size and age. For one thread at a
 * time.
 */
final class Shelf {
    private final SequencedMap<String, Recording> byId = new LinkedHashMap<>();
    private final SessionRecords.Limits limits;
    private final Pool pool;

    Shelf(SessionRecords.Limits limits, Pool pool) {
        this.limits = limits;
        this.pool = pool;
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

    /** Makes room for one more record if need be: the oldest ended one goes, or the oldest. */
    void put(Recording recording) {
        while (byId.size() >= limits.sessions()) {
            remove(
                    all().filter(Recording::isEnded)
                            .findFirst()
                            .orElseGet(() -> byId.firstEntry().getValue())
                            .id());
        }
        byId.put(recording.id(), recording);
    }

    /** {@code false} if there is none of that id. */
    boolean remove(String id) {
        Recording recording = byId.remove(id);
        if (recording == null) {
            return false;
        }
        recording.forget();
        return true;
    }

    /** Forgets what is too old. */
    void forgetOld(double now) {
        all().filter(recording -> now - recording.overSince() > limits.age().toMillis())
                .map(Recording::id)
                .toList()
                .forEach(this::remove);
    }

    /**
     * Ended records go, oldest first, until the pool has that much; none goes if all of them would
     * not do.
     *
     * @return whether the pool has it
     */
    boolean makeRoom(int weight) {
        List<Recording> ended = all().filter(Recording::isEnded).toList();
        if (pool.free() + ended.stream().mapToInt(Recording::beyondShare).sum() < weight) {
            return false;
        }
        for (Recording recording : ended) {
            if (pool.free() >= weight) {
                break;
            }
            remove(recording.id());
        }
        return true;
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
    List<Recording> open(RoomId room, PeerId peer) {
        return all().filter(recording -> recording.concerns(room, peer) && !recording.isEnded())
                .toList();
    }
}
