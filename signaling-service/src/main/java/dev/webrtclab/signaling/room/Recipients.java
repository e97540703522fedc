package dev.webrtclab.signaling.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of this node by id. Safe for any number of threads. */
public final class Recipients {
    private final Map<ConnectionId, Recipient> byId = new ConcurrentHashMap<>();

    /** Makes a connection reachable. */
    public void add(ConnectionId id, Recipient recipient) {
        byId.put(id, recipient);
    }

    /** Forgets a connection; unknown ones are ignored. */
    public void remove(ConnectionId id) {
        byId.remove(id);
    }

    /** The connection, unless it is gone. */
    public Optional<Recipient> find(ConnectionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All of them now. */
    public Collection<Recipient> all() {
        return List.copyOf(byId.values());
    }
}
