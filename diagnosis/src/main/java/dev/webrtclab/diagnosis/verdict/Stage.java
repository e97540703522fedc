package dev.webrtclab.diagnosis.verdict;

import java.util.Locale;

/** The stages of a call, in order. */
public enum Stage {
    /** The offer reached the signaling service and was passed on. */
    SIGNALING,
    /** Both ends collected addresses. */
    GATHERING,
    /** The answer reached the end that made the offer, and was accepted. */
    EXCHANGE,
    /** A connectivity check was answered. */
    CHECKS,
    /** ICE chose a pair. */
    NOMINATION,
    /** The ends agreed on keys. */
    DTLS,
    /** The first media packet arrived. */
    FIRST_RTP,
    /** The first video frame was decoded. */
    FIRST_FRAME;

    /** The word on the wire, such as {@code first-rtp}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
