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

    private final Map<String, Owned> users =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Owned> eldest) {
                    return size() > MOST_USERS;
                }
            };

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
        users.put(user, new Owned(true, List.of(owner)));
    }

    /** Ignored for a credential that was given to somebody else. */
    void claimed(String user, Owner owner) {
        Owned known = of(user);
        if (!known.exclusive()) {
            users.put(user, known.with(owner));
        }
    }

    Owned of(String user) {
        return users.getOrDefault(user, Owned.NOBODY);
    }
}
