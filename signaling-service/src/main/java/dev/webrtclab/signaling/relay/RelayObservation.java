package dev.webrtclab.signaling.relay;

import dev.webrtclab.protocol.record.RelayEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event of the TURN server with its time.
 *
 * @param allocation what all events of one allocation, or of one client's attempts at one, have in
 *     common; {@code null} when the server did not say
 * @param at in ms since the epoch on the lab clock
 * @param uncertaintyMs half width of the error of {@code at}
 */
public record RelayObservation(
        @Nullable String allocation, double at, double uncertaintyMs, RelayEvent event) {}
