package dev.webrtclab.signaling.matrix;

import dev.webrtclab.diagnosis.path.Path;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call, as its record tells it.
 *
 * @param path how it travels, {@code null} when the record does not tell; then {@code why} says why
 * @param connected both ends were connected (ICE and DTLS) at some time
 * @param msToConnect first offer to the caller's {@code connected}, in ms
 * @param msToFirstFrame first offer to the caller's first decoded frame, in ms
 * @param local the caller's candidate of the selected pair, as the caller saw it
 * @param remote the callee's candidate of the selected pair, as the callee saw it
 */
public record CallOutcome(
        @Nullable Path path,
        boolean connected,
        @Nullable Double msToConnect,
        @Nullable Double msToFirstFrame,
        @Nullable Candidate local,
        @Nullable Candidate remote,
        @Nullable String why) {

    /** One end's own candidate; {@code address} is {@code null} when the engine hides it. */
    public record Candidate(
            @Nullable String address, String type, @Nullable String relayProtocol) {}

    /** A call that could not be made. */
    static CallOutcome impossible(String why) {
        return new CallOutcome(null, false, null, null, null, null, why);
    }
}
