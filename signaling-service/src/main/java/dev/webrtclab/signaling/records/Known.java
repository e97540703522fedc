package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a peer when its record begins.
 *
 * @param nat the NAT report of its network
 */
public record Known(Participant participant, @Nullable Nat nat) {
    /**
     * A NAT report.
     *
     * @param at when it was made, in ms since the epoch; {@code null} when it does not say
     */
    public record Nat(@Nullable Double at, SessionEvent.NatReported report) {}
}
