package dev.webrtclab.signaling.relay.rest;

import dev.webrtclab.protocol.Bounds;
import dev.webrtclab.protocol.record.RelayEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What travels on {@code /internal/turn-events}; times are ms of the sender's monotonic clock. */
final class TurnEventsBodies {
    private TurnEventsBodies() {}

    /**
     * Some events, or none to compare the clocks.
     *
     * @param clock what the sender knows of our clock; events need it
     * @param lost events that the sender had to give up since the last batch
     */
    record Batch(
            double sentAt,
            @Valid @Nullable ClockDistance clock,
            @Min(0) @Max(Integer.MAX_VALUE) long lost,
            @NotNull @Size(max = 200) List<@NotNull @Valid Event> events) {}

    /**
     * How far our clock is from the sender's, from exchanges.
     *
     * @param offsetMs what to add to the sender's time
     * @param uncertaintyMs half width of its error
     */
    record ClockDistance(double offsetMs, @PositiveOrZero double uncertaintyMs) {}

    /** One event; see {@link RelayEvent}. */
    record Event(
            double at,
            @PositiveOrZero @Max(60_000) double uncertaintyMs,
            @Size(max = 64) @Nullable String allocation,
            @NotNull @Pattern(regexp = "[a-z-]{1,32}") String what,
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String user,
            @Nullable Integer code,
            @Nullable String text,
            @Nullable String client,
            @Nullable String relayed,
            @Nullable String peer,
            @Nullable String transport,
            @Nullable Integer lifetimeS,
            @Nullable Long receivedBytes,
            @Nullable Long sentBytes) {

        /**
         * The event as a record has it.
         *
         * @throws IllegalArgumentException if it is none
         */
        RelayEvent relay() {
            RelayEvent event =
                    new RelayEvent(
                            RelayEvent.Type.valueOf(
                                    what.toUpperCase(Locale.ROOT).replace('-', '_')),
                            user,
                            code,
                            text,
                            client,
                            relayed,
                            peer,
                            transport,
                            lifetimeS,
                            receivedBytes,
                            sentBytes);
            Bounds.check(event);
            return event;
        }
    }

    /**
     * Taken.
     *
     * @param receivedAt when the request came, in ms on the lab clock
     */
    record Taken(double receivedAt) {}
}
