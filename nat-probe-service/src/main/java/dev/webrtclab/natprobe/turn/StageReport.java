package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one stage went.
 *
 * @param took time spent in this stage, zero when it was not entered
 * @param code STUN error code that the server answered with, null without one
 */
public record StageReport(
        Stage stage, Result result, Duration took, @Nullable Integer code, Detail detail) {
    /** Whether the stage was passed. */
    public enum Result {
        PASSED,
        FAILED,
        /** An earlier stage failed. */
        NOT_REACHED,
        /** Does not apply, for example relaying to a STUN server. */
        SKIPPED;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a stage brought to light beside its result. */
    public sealed interface Detail {
        record Nothing() implements Detail {}

        /**
         * @param mapped the client's address as the server sees it, null when it did not say
         * @param lifetimeSeconds null when the server did not say
         */
        record Allocated(
                @Nullable Endpoint relayed,
                @Nullable Endpoint mapped,
                @Nullable Integer lifetimeSeconds)
                implements Detail {}

        record Asked(Endpoint peer) implements Detail {}

        record Echoed(EchoFigures figures) implements Detail {}
    }

    static StageReport without(Stage stage, Result result) {
        return new StageReport(stage, result, Duration.ZERO, null, new Detail.Nothing());
    }
}
