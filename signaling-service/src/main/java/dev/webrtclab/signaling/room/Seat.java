package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.Member;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Role;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One place in a room and who holds it. */
sealed interface Seat {
    PeerId peer();

    Member member();

    /** A participant, here or absent for a moment. */
    sealed interface Participant extends Seat {
        @Nullable String displayName();

        /** What it sends, as far as it said so. */
        @Nullable MediaState state();

        Participant with(MediaState state);

        @Override
        default Member member() {
            return new Member(peer(), displayName(), Role.PARTICIPANT, state(), null);
        }
    }

    /** A participant that is reachable. */
    record Present(
            PeerId peer,
            @Nullable String displayName,
            @Nullable MediaState state,
            ConnectionId connection)
            implements Participant {
        @Override
        public Present with(MediaState next) {
            return new Present(peer, displayName, next, connection);
        }
    }

    /**
     * A participant whose connection was lost and who may come back until {@code until}.
     *
     * @param mailbox what it missed meanwhile, oldest first
     */
    record Absent(
            PeerId peer,
            @Nullable String displayName,
            @Nullable MediaState state,
            Instant until,
            List<ServerMessage> mailbox)
            implements Participant {
        /** Messages kept, chat aside; further ones are dropped. */
        static final int MAILBOX_LIMIT = 64;

        /** Chat messages kept beside them: a flood of those displaces nothing else. */
        static final int CHAT_LIMIT = 32;

        public Absent {
            mailbox = List.copyOf(mailbox);
        }

        @Override
        public Absent with(MediaState next) {
            return new Absent(peer, displayName, next, until, mailbox);
        }

        /** With one more message, if the room list on return does not say the same. */
        Absent keeping(ServerMessage message) {
            if (isSaidOnReturn(message) || !hasPlaceFor(message)) {
                return this;
            }
            List<ServerMessage> more = new ArrayList<>(mailbox);
            more.add(message);
            return new Absent(peer, displayName, state, until, more);
        }

        private static boolean isSaidOnReturn(ServerMessage message) {
            return message instanceof ServerMessage.PeerJoined
                    || message instanceof ServerMessage.PeerState
                    || message instanceof ServerMessage.SourceChanged;
        }

        private boolean hasPlaceFor(ServerMessage message) {
            int chats = (int) mailbox.stream().filter(ServerMessage.Chat.class::isInstance).count();
            return message instanceof ServerMessage.Chat
                    ? chats < CHAT_LIMIT
                    : mailbox.size() - chats < MAILBOX_LIMIT;
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
            return new Member(seat.peer(), null, Role.MEDIA_PEER, seat.state(), seat.shows());
        }

        /**
         * Of what goes to all, a media peer, which only answers, gets what its connections need.
         */
        boolean wants(RoomCommand.Relay relay) {
            return switch (relay.signal()) {
                case Signal.Offer offer -> true;
                case Signal.Answer answer -> false;
                case Signal.IceCandidate candidate -> remotes.contains(relay.from());
            };
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

        Media with(MediaPeerSeat next) {
            return new Media(next, remotes);
        }
    }
}
