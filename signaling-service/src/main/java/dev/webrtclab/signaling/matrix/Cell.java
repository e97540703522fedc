package dev.webrtclab.signaling.matrix;

import dev.webrtclab.diagnosis.nat.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * A call from one network to another.
 *
 * @param forecast what the two NAT reports let one expect, {@code null} before it was made
 * @param outcome what ICE did, {@code null} before it was tried
 * @param session record of the call
 * @param why why it was not tried, or what went wrong, in English
 */
public record Cell(
        Key key,
        State state,
        @Nullable Forecast forecast,
        @Nullable CallOutcome outcome,
        @Nullable String session,
        @Nullable String why) {

    /** Which cell. */
    public record Key(String from, String to, Caller caller) {}

    /** What kind of end calls. */
    public enum Caller {
        MEDIA_PEER,
        BROWSER
    }

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE
    }

    /** A cell that was not tried yet. */
    static Cell waiting(Key key, @Nullable Forecast forecast, @Nullable String why) {
        return new Cell(key, State.WAITING, forecast, null, null, why);
    }

    Cell running() {
        return new Cell(key, State.RUNNING, forecast, null, null, null);
    }

    Cell done(CallOutcome result, @Nullable String record) {
        return new Cell(key, State.DONE, forecast, result, record, result.why());
    }

    /** Whether forecast and outcome are the same path; {@code null} when one of them is unknown. */
    public @Nullable Boolean agrees() {
        return forecast instanceof Forecast.Expected expected
                        && outcome != null
                        && outcome.path() != null
                ? (Boolean) (expected.path() == outcome.path())
                : null;
    }
}
