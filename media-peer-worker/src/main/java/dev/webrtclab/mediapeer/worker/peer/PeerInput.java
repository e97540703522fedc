package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.enginelog.StunFact;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to one connection: asked by the supervisor, or seen at the native library. */
public sealed interface PeerInput {
    /** Asked by the supervisor; every text has passed its guard. */
    sealed interface PeerCommand extends PeerInput {}

    /**
     * An offer of the remote.
     *
     * @param wish what a new connection shows
     * @param offer the text for the native library, see {@link Descriptions#forNative}
     * @param hidesAddresses the original text had {@code .local} candidates
     * @param trickle {@code false}: the answer waits for gathering
     */
    record Offered(
            GuardedSdp offer,
            boolean hidesAddresses,
            boolean trickle,
            List<GuardedIceUrl> servers,
            Wish wish)
            implements PeerCommand {
        public Offered {
            servers = List.copyOf(servers);
        }
    }

    /** Something else is to be shown. */
    record ShowAsked(Wish wish) implements PeerCommand {}

    /** Our side is to call and to receive video. */
    record ViewAsked(List<GuardedIceUrl> servers) implements PeerCommand {
        public ViewAsked {
            servers = List.copyOf(servers);
        }
    }

    /** The remote's answer to our offer, for the native library. */
    record AnswerCame(GuardedSdp answer) implements PeerCommand {}

    /** A candidate of the remote. */
    record CandidateOffered(RemoteCandidate candidate) implements PeerCommand {}

    /** The connection shall end. */
    record CloseAsked() implements PeerCommand {}

    /** A second has passed. */
    record Tick() implements PeerInput {}

    /** Seen at the native library. */
    sealed interface PeerObservation extends PeerInput {}

    /** The offer is applied and our answer is the local description. */
    record Answered(String sdp) implements PeerObservation {}

    /** We have an offer, which is about to become the local description. */
    record OfferMade(String sdp) implements PeerObservation {}

    /** The remote's answer is the remote description. */
    record AnswerApplied() implements PeerObservation {}

    /** The first frame of the remote was decoded. */
    record FrameDecoded(Moment at) implements PeerObservation {}

    /**
     * The native library did not take the last offer or answer, or could not make an offer; {@code
     * stage} is one of our own words.
     */
    record OfferFailed(String stage) implements PeerObservation {}

    /** The local description as it is now, with the candidates gathered so far. */
    record LocalDescription(String sdp) implements PeerObservation {}

    /** A local candidate. */
    record Gathered(String line, String mid, int sectionIndex, @Nullable String url, Moment at)
            implements PeerObservation {}

    /**
     * A STUN or TURN server refused or did not answer.
     *
     * @param address local address and port it was asked from, masked by the engine
     */
    record ServerFailed(
            @Nullable String url, int code, String text, @Nullable String address, Moment at)
            implements PeerObservation {}

    /**
     * A description was applied or refused.
     *
     * @param text as it was given to the engine
     * @param problem why it was refused, in the engine's words; {@code null}: it was applied
     */
    record Described(boolean local, boolean offer, String text, @Nullable String problem, Moment at)
            implements PeerObservation {}

    /**
     * The engine's log tells of a STUN or TURN message.
     *
     * @param latenessMs it may have been this much before
     */
    record EngineSaid(StunFact fact, Moment at, double latenessMs) implements PeerObservation {}

    /** This many lines of the engine's log, about any connection, could not be read. */
    record EngineLinesLost(int count) implements PeerObservation {}

    /** A state changed; {@code value} is the W3C word. */
    record StateChanged(StateKind of, String value, Moment at) implements PeerObservation {}

    /** The statistics that were asked for. */
    record Measured(StatsSnapshot stats) implements PeerObservation {}

    /** What became of the picture. */
    sealed interface SourceObservation extends PeerObservation {}

    /** This is shown from now on. */
    record SourceShown(String source, Shape shape) implements SourceObservation {}

    /** What was asked for can not be shown; what was shown before stays. */
    record SourceRejected(String source, SourceProblem problem) implements SourceObservation {}

    /** What was shown can not go on; something else follows. */
    record SourceBroke(String source, SourceProblem problem) implements SourceObservation {}

    /** What is shown came to its end; its last picture stays. */
    record SourceOver(String source) implements SourceObservation {}

    /** Which of the states of an RTCPeerConnection. */
    enum StateKind {
        /** {@code iceConnectionState}. */
        ICE,
        /** {@code connectionState}. */
        CONNECTION,
        /** {@code iceGatheringState}. */
        GATHERING,
        /** {@code signalingState}. */
        SIGNALING
    }
}
