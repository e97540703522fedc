package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;

/** What follows from an input of one connection; carried out in order. */
public sealed interface PeerEffect {
    /** Create the native connection of a peer that shows something. */
    record Open(List<GuardedIceUrl> servers, Wish wish) implements PeerEffect {}

    /** Show something else. */
    record Show(Wish wish) implements PeerEffect {}

    /** Create the native connection of a peer that receives video. */
    record OpenViewer(List<GuardedIceUrl> servers) implements PeerEffect {}

    /** Make an offer; leads to {@code OfferMade} or {@code OfferFailed}. */
    record MakeOffer() implements PeerEffect {}

    /** Apply the remote's answer; leads to {@code AnswerApplied} or {@code OfferFailed}. */
    record ApplyAnswer(GuardedSdp answer) implements PeerEffect {}

    /** Use other ICE servers from the next gathering on. */
    record UseServers(List<GuardedIceUrl> servers) implements PeerEffect {}

    /**
     * Apply an offer, answer it; leads to {@code Answered} or {@code OfferFailed}.
     *
     * @param passive answer as DTLS server
     */
    record Apply(GuardedSdp offer, boolean passive) implements PeerEffect {}

    /** Hand a candidate to the native library. */
    record AddCandidate(RemoteCandidate candidate) implements PeerEffect {}

    /** Read the local description; leads to {@code LocalDescription}. */
    record ReadDescription() implements PeerEffect {}

    /** Read the statistics after a while; leads to {@code Measured}. */
    record Measure(Duration after) implements PeerEffect {}

    /** Draw a frame at once instead of at the next due time. */
    record ShowNow() implements PeerEffect {}

    /** Tell the supervisor. */
    record Report(WorkerEvent event) implements PeerEffect {}

    /** Write a line to the log; never carries text of the remote. */
    record Note(String phrase) implements PeerEffect {}

    /** Close the native connection and forget the session; always the last effect. */
    record Discard() implements PeerEffect {}
}
