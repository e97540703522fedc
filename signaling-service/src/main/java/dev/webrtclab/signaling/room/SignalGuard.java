package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.CandidateGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.signaling.Signal;

/** Stands before the relay: only texts that keep the grammars travel to another peer. */
public final class SignalGuard {
    private SignalGuard() {}

    /**
     * Accepts a signal.
     *
     * @throws RefusedException with the rule that was broken
     */
    public static void check(Signal signal) throws RefusedException {
        switch (signal) {
            case Signal.Offer(var offer) -> SdpGuard.accept(offer.sdp());
            case Signal.Answer(var answer) -> SdpGuard.accept(answer.sdp());
            case Signal.IceCandidate(var candidate, var url, var protocol) ->
                    CandidateGuard.accept(candidate.candidate());
        }
    }
}
