package dev.webrtclab.signaling.relay;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose user part of a TURN credential is whose. One that this service gave to one connection
 * belongs to that connection alone; one that a page names may serve several of its connections. The
 * longest unused ones are forgotten when there are too many.
 */
final class Owners {
    private static final int MOST_USERS = 10_000;
    private static final int MOST_CONNECTIONS = 32;

    private final Map<String, Owned> issued = new Latest();

    /** Kept apart, so that no page can push out what was issued. */
    private final Map<String, Owned> claimed = new Latest();

    private static final class Latest extends LinkedHashMap<String, Owned> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Owned> eldest) {
            return size() > MOST_USERS;
        }
    }

    /** One end of one connection. */
    record Owner(RoomId room, PeerId peer, PeerId remote) {}

    /**
     * Where a user may belong.
     *
     * @param exclusive whether it is certain that no other connection uses the credential
     */
    record Owned(boolean exclusive, List<Owner> owners) {
        private static final Owned NOBODY = new Owned(false, List.of());

        Owned {
            owners = List.copyOf(owners);
        }

        private Owned with(Owner owner) {
            List<Owner> all = new ArrayList<>(owners);
            all.remove(owner);
            if (all.size() >= MOST_CONNECTIONS) {
                all.removeFirst();
            }
            all.add(owner);
            return new Owned(false, all);
        }
    }

    void issued(String user, Owner owner) {
        issued.put(user, new Owned(true, List.of(owner)));
    }

    /** Without effect for a credential that was issued to somebody. */
    void claimed(String user, Owner owner) {
        claimed.put(user, claimed.getOrDefault(user, Owned.NOBODY).with(owner));
    }

    Owned of(String user) {
        Owned known = issued.get(user);
        return known != null ? known : claimed.getOrDefault(user, Owned.NOBODY);
    }
}
