package dev.webrtclab.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A candidate as {@code RTCIceCandidate.toJSON()} gives it (W3C webrtc); the field names keep W3C's
 * spelling.
 *
 * @param candidate one candidate line without {@code a=}; empty = end of this generation; not yet
 *     guarded
 * @param sdpMid media section by name, if known
 * @param sdpMLineIndex media section by index from 0, if known
 * @param usernameFragment ICE generation it belongs to, if known
 */
public record CandidateInit(
        String candidate,
        @JsonProperty("sdpMid") @Nullable String sdpMid,
        @JsonProperty("sdpMLineIndex") @Nullable Integer sdpMLineIndex,
        @JsonProperty("usernameFragment") @Nullable String usernameFragment) {
    public CandidateInit {
        Texts.required(candidate, "candidate");
        Texts.mid(sdpMid, "sdpMid");
        Texts.shown(usernameFragment, "usernameFragment", 256);
        if (sdpMLineIndex != null && (sdpMLineIndex < 0 || sdpMLineIndex > 255)) {
            throw new IllegalArgumentException("sdpMLineIndex must be from 0 to 255");
        }
    }

    @Override
    public String toString() {
        return "CandidateInit[" + candidate.length() + " characters, mid " + sdpMid + "]";
    }
}
