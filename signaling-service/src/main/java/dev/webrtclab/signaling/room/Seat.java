package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.signaling.Member;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Role;
import dev.webrtclab.protocol.signaling.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One place in a room and who holds it. */
sealed interface Seat {
    /** Messages kept for an absent participant; further ones are dropped. */
    int MAILBOX_LIMIT = 64;

    PeerId peer();

    Member member();

    /** A participant that is reachable. */
    record Present(PeerId peer, @Nullable String displayName, ConnectionId connection)
            implements Seat {
        @Override
        public Member member() {
            return new Member(peer, displayName, Role.PARTICIPANT);
        }
    }

    /**
     * A participant whose connection was lost and who may come back until {@code until}.
     *
     * @param mailbox what it missed meanwhile, oldest first
     */
    record Absent(
            PeerId peer, @Nullable String displayName, Instant until, List<ServerMessage> mailbox)
            implements Seat {
        public Absent {
            mailbox = List.copyOf(mailbox);
        }

        @Override
        public Member member() {
            return new Member(peer, displayName, Role.PARTICIPANT);
        }

        /** With one more message; joins are not kept, since the room list on return says it. */
        Absent keeping(ServerMessage message) {
            if (mailbox.size() >= MAILBOX_LIMIT || message instanceof ServerMessage.PeerJoined) {
                return this;
            }
            List<ServerMessage> more = new ArrayList<>(mailbox);
            more.add(message);
            return new Absent(peer, displayName, until, more);
        }
    }

    /**
     * A peer of a media-peer-service.
     *
     * @param remotes who has, or is about to have, a connection to it
     */
    record Media(MediaPeerSeat seat, Set<PeerId> remotes) implements Seat {
        public Media {
            remotes = Set.copyOf(remotes);
        }

        @Override
        public PeerId peer() {
            return seat.peer();
        }

        @Override
        public Member member() {
            return new Member(seat.peer(), null, Role.MEDIA_PEER);
        }

        Media with(PeerId remote) {
            Set<PeerId> more = new LinkedHashSet<>(remotes);
            more.add(remote);
            return new Media(seat, more);
        }

        Media without(PeerId remote) {
            Set<PeerId> fewer = new LinkedHashSet<>(remotes);
            fewer.remove(remote);
            return new Media(seat, fewer);
        }
    }
}
