package dev.webrtclab.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the signaling service says on {@code /ws}. Types a client does not know are to be ignored by
 * it.
 */
public sealed interface ServerMessage {

    /**
     * First reply to a join.
     *
     * @param resume secret that proves to be this peer in a later join; keep it in memory only
     * @param heartbeatMs send {@code clock} at least this often, in ms
     * @param heartbeatTimeoutMs silence after which the connection is closed with 4001, in ms; 0 =
     *     never
     */
    record Welcome(
            PeerId peerId, RoomId roomId, String resume, long heartbeatMs, long heartbeatTimeoutMs)
            implements ServerMessage {}

    /**
     * Who was in the room before the receiver; {@code peers} repeats the ids for simple clients.
     */
    record RoomPeers(List<PeerId> peers, List<Member> members) implements ServerMessage {
        public RoomPeers {
            peers = List.copyOf(peers);
            members = List.copyOf(members);
        }
    }

    /**
     * A peer entered the room.
     *
     * @param state what it sends, when that is known already
     * @param shows what a media peer shows
     */
    record PeerJoined(
            PeerId peerId,
            @Nullable String displayName,
            Role role,
            @Nullable MediaState state,
            @Nullable Shown shows)
            implements ServerMessage {
        /** A participant that said nothing about itself yet. */
        public PeerJoined(PeerId peerId, @Nullable String displayName, Role role) {
            this(peerId, displayName, role, null, null);
        }

        /** A member as it is. */
        public static PeerJoined of(Member member) {
            return new PeerJoined(
                    member.peerId(),
                    member.displayName(),
                    member.role(),
                    member.state(),
                    member.shows());
        }
    }

    /** A peer is gone. */
    record PeerLeft(PeerId peerId, LeaveReason reason) implements ServerMessage {}

    /** An offer from another peer; {@code from} is set by the server. */
    record Offer(PeerId from, SessionDescription offer) implements ServerMessage {}

    /** An answer from another peer; {@code from} is set by the server. */
    record Answer(PeerId from, SessionDescription answer) implements ServerMessage {}

    /** A candidate from another peer; {@code from} is set by the server. */
    record IceCandidate(
            PeerId from,
            CandidateInit candidate,
            @Nullable String url,
            @Nullable String relayProtocol)
            implements ServerMessage {}

    /**
     * A media peer comes into the room for a {@code call}.
     *
     * @param peerId its id in the room
     * @param mediaPeer which media-peer-service it belongs to
     */
    record Called(PeerId peerId, String mediaPeer, String source) implements ServerMessage {}

    /** A member changed what it sends; see {@link MediaState}. */
    record PeerState(PeerId from, MediaState.Audio audio, MediaState.Video video, boolean recording)
            implements ServerMessage {
        /** The message that carries a state. */
        public static PeerState of(PeerId from, MediaState state) {
            return new PeerState(from, state.audio(), state.video(), state.recording());
        }
    }

    /**
     * A media peer shows something else, or the same in another size.
     *
     * @param width picture width in pixels; absent when there is no picture, or while nobody
     *     watches and nobody chose one
     * @param height picture height in pixels, as {@code width}
     * @param framesPerSecond pictures per second, as {@code width}
     * @param problem why this is not what was asked for, in English
     */
    record SourceChanged(
            PeerId from,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double framesPerSecond,
            @Nullable String problem)
            implements ServerMessage {
        /** The message that carries what is shown. */
        public static SourceChanged of(PeerId from, Shown shown, @Nullable String problem) {
            return new SourceChanged(
                    from,
                    shown.source(),
                    shown.width(),
                    shown.height(),
                    shown.framesPerSecond(),
                    problem);
        }
    }

    /** A file that does not loop came to its end; its last picture stays. */
    record SourceEnded(PeerId from, String source) implements ServerMessage {}

    /**
     * Something that another participant wrote.
     *
     * @param id the sender's
     * @param at when it came in, in ms since the epoch on the lab clock
     * @param isPrivate whether the receiver alone got it
     */
    record Chat(
            PeerId from,
            String id,
            String text,
            double at,
            @JsonProperty("private") boolean isPrivate)
            implements ServerMessage {}

    /**
     * The sender's chat message is with the receivers that are there, and kept for those who may
     * come back.
     *
     * @param at as the receivers were told it
     */
    record ChatTaken(String id, double at) implements ServerMessage {}

    /**
     * Something another actor of the call observed.
     *
     * @param at when, in ms since the epoch on the lab clock (the signaling service's)
     * @param uncertaintyMs half width of the clock's error, in ms
     * @param senderAt the same moment on the clock of the observer's machine, which is also that of
     *     its frame stamps, in ms since the epoch; {@code null}: not told
     */
    record Evidence(
            PeerId peerId,
            String source,
            double at,
            double uncertaintyMs,
            EvidenceEvent event,
            @Nullable Double senderAt)
            implements ServerMessage {}

    /**
     * The connection with another peer is recorded; sent to both ends at its first offer.
     *
     * @param sessionId of the record, see {@code GET /api/sessions/{id}}
     * @param remote the other end
     */
    record Session(String sessionId, PeerId remote) implements ServerMessage {}

    /**
     * Answer to {@code clock}: the sender's fields, and when it was received and answered on the
     * lab clock in ms.
     */
    record Clock(long id, double sentAt, double receivedAt, double repliedAt)
            implements ServerMessage {}

    /** What works and what is missing in this lab; sent after joining and on each change. */
    record LabStatus(
            Lab.Turn turn,
            @JsonProperty("mediaPeers") Lab.MediaPeers mediaPeers,
            @JsonProperty("natProbe") Lab.NatProbe natProbe,
            String at)
            implements ServerMessage {
        /** The message that carries a status. */
        public static LabStatus of(Lab.Status status) {
            return new LabStatus(
                    status.turn(), status.mediaPeers(), status.natProbe(), status.at());
        }
    }

    /**
     * A refusal.
     *
     * @param code slug of {@link dev.webrtclab.protocol.ErrorCode}
     * @param inReplyTo type of the refused message, when it could be read
     * @param id of a refused {@code chat}
     */
    record Error(
            String code,
            String title,
            String detail,
            @Nullable String inReplyTo,
            @Nullable String id)
            implements ServerMessage {
        /** The refusal of a message that has no id. */
        public Error(String code, String title, String detail, @Nullable String inReplyTo) {
            this(code, title, detail, inReplyTo, null);
        }
    }

    /** The message that carries a relayed signal. */
    static ServerMessage relayed(PeerId from, Signal signal) {
        return switch (signal) {
            case Signal.Offer(var offer) -> new Offer(from, offer);
            case Signal.Answer(var answer) -> new Answer(from, answer);
            case Signal.IceCandidate(var candidate, var url, var protocol) ->
                    new IceCandidate(from, candidate, url, protocol);
        };
    }
}
