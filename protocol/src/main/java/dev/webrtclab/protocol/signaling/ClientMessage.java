package dev.webrtclab.protocol.signaling;

import dev.webrtclab.protocol.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What a client says on {@code /ws}. Constructors refuse nonsense with {@link
 * IllegalArgumentException}.
 */
public sealed interface ClientMessage {

    /**
     * Messages that one peer sends to another through the room; without a target they go to all
     * others.
     */
    sealed interface Addressed extends ClientMessage {
        /** The receiver, or {@code null} for all others in the room. */
        @Nullable PeerId target();

        /** What is said. */
        Signal signal();
    }

    /**
     * Enters a room.
     *
     * @param peerId the id to have in the room; without it the server assigns one
     * @param displayName shown to others, at most 64 characters
     * @param resume the token of an earlier {@code welcome}: proves to be the same peer, also after
     *     a restart
     */
    record Join(
            RoomId roomId,
            @Nullable PeerId peerId,
            @Nullable String displayName,
            @Nullable String resume)
            implements ClientMessage {
        public Join {
            Texts.required(roomId, "room_id");
            Texts.shown(displayName, "display_name", 64);
            Texts.shown(resume, "resume", 128);
        }
    }

    /** An offer for one peer or all others. */
    record Offer(@Nullable PeerId target, SessionDescription offer) implements Addressed {
        public Offer {
            Texts.description(offer, "offer");
        }

        @Override
        public Signal signal() {
            return new Signal.Offer(offer);
        }
    }

    /** An answer for one peer or all others. */
    record Answer(@Nullable PeerId target, SessionDescription answer) implements Addressed {
        public Answer {
            Texts.description(answer, "answer");
        }

        @Override
        public Signal signal() {
            return new Signal.Answer(answer);
        }
    }

    /**
     * One trickled candidate (RFC 8838); an empty {@code candidate.candidate} ends the generation.
     */
    record IceCandidate(
            @Nullable PeerId target,
            CandidateInit candidate,
            @Nullable String url,
            @Nullable String relayProtocol)
            implements Addressed {
        public IceCandidate {
            Texts.required(candidate, "candidate");
            Texts.shown(url, "url", 256);
            Texts.shown(relayProtocol, "relay_protocol", 8);
        }

        @Override
        public Signal signal() {
            return new Signal.IceCandidate(candidate, url, relayProtocol);
        }
    }

    /**
     * Invites a media peer into the sender's room.
     *
     * @param mediaPeer which one; without it the least loaded that is ready
     * @param source what it shall show; without it the first it has
     */
    record Call(@Nullable String mediaPeer, @Nullable String source) implements ClientMessage {
        public Call {
            Texts.shown(mediaPeer, "media_peer", 64);
            if (source != null) {
                SourceChoice.of(source);
            }
        }
    }

    /**
     * Changes what a media peer of the room shows, for all who watch it there, without
     * renegotiation. Ranges and meanings: {@link SourceChoice}.
     *
     * @param target the media peer, by its id in the room
     */
    record SetSource(
            PeerId target,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond,
            @Nullable Long positionMs,
            @Nullable Boolean loop)
            implements ClientMessage {
        public SetSource {
            Texts.required(target, "target");
            new SourceChoice(source, width, height, framesPerSecond, positionMs, loop);
        }

        /** What it shall show. */
        public SourceChoice choice() {
            return new SourceChoice(source, width, height, framesPerSecond, positionMs, loop);
        }
    }

    /**
     * Something for people to read: the way for chat where no data channel is open.
     *
     * @param target the receiver, or {@code null} for all other participants
     * @param id chosen by the sender, 1 to 64 characters; comes back in {@code chat_taken}
     * @param text 1 to 4096 UTF-16 code units, no control characters but tab and line ends
     */
    record Chat(@Nullable PeerId target, String id, String text) implements ClientMessage {
        public Chat {
            Texts.id(id, "id");
            Texts.written(text, "text", 4096);
        }
    }

    /** What the sender sends from now on; others hear it, and those who come later, too. */
    record State(MediaState.Audio audio, MediaState.Video video, boolean recording)
            implements ClientMessage {
        public State {
            new MediaState(audio, video, recording);
        }

        /** The same as one value. */
        public MediaState media() {
            return new MediaState(audio, video, recording);
        }
    }

    /**
     * Leaves the room; the connection stays open and may join again.
     *
     * @param reason {@code left} or {@code failed}: it leaves because its connection did not come
     *     about; {@code null} means {@code left}
     */
    record Leave(@Nullable LeaveReason reason) implements ClientMessage {
        public Leave {
            if (reason != null && reason != LeaveReason.LEFT && reason != LeaveReason.FAILED) {
                throw new IllegalArgumentException("reason must be left or failed");
            }
        }
    }

    /**
     * Asks for the lab clock and proves to be alive.
     *
     * @param id chosen by the sender, comes back unchanged
     * @param sentAt the sender's clock in ms, comes back unchanged
     */
    record Clock(long id, double sentAt) implements ClientMessage {
        public Clock {
            if (!Double.isFinite(sentAt)) {
                throw new IllegalArgumentException("sent_at must be a finite number");
            }
        }
    }

    /**
     * What the browser measured of one call; counted in the metrics.
     *
     * @param stage the last stage that was decided
     * @param path the kind of the selected path, when one was selected
     * @param msToFirstFrame click to first decoded frame, in ms, when there was one
     */
    record Outcome(
            Stage stage, Result result, @Nullable PathKind path, @Nullable Double msToFirstFrame)
            implements ClientMessage {
        public Outcome {
            Texts.required(stage, "stage");
            Texts.required(result, "result");
            if (msToFirstFrame != null && !(msToFirstFrame >= 0 && msToFirstFrame < 3_600_000)) {
                throw new IllegalArgumentException("ms_to_first_frame must be from 0 to 3600000");
            }
        }
    }

    /**
     * Something this client measured about its connection with another peer; kept in the record of
     * the session.
     *
     * @param remote the other end
     * @param at when, in ms since the epoch on the lab clock
     * @param uncertaintyMs half width of the clock's error, in ms
     */
    record Evidence(PeerId remote, double at, double uncertaintyMs, EvidenceEvent event)
            implements ClientMessage {
        public Evidence {
            Texts.required(remote, "remote");
            Texts.required(event, "event");
            if (!Double.isFinite(at) || !(uncertaintyMs >= 0 && uncertaintyMs < 3_600_000)) {
                throw new IllegalArgumentException(
                        "at must be a finite number, uncertainty_ms from 0 to 3600000");
            }
            Bounds.check((Record) event);
        }
    }

    /** The stages of a call, in order. */
    enum Stage {
        SIGNALING,
        GATHERING,
        EXCHANGE,
        CHECKS,
        NOMINATION,
        DTLS,
        FIRST_RTP,
        FIRST_FRAME
    }

    /** How a stage ended. */
    enum Result {
        PASSED,
        FAILED
    }

    /** Kind of the selected path. */
    enum PathKind {
        DIRECT,
        STUN,
        RELAY_UDP,
        RELAY_TCP,
        RELAY_TLS
    }
}
