package dev.webrtclab.natprobe.probe.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Question;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One observation; fields that do not apply are absent. */
@Schema(
        name = "Observation",
        description = "What followed one Binding request. Fields that do not apply are absent.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservationJson(
        @Schema(
                        description = "Which question of RFC 5780 was asked.",
                        examples = "mapping-other-address")
                String question,
        @Schema(description = "udp, tcp or tls.", examples = "udp") String transport,
        @Schema(
                        description = "What happened.",
                        enumeration = {"answered", "refused", "silent", "failed"})
                String outcome,
        @Schema(
                        description = "1, or 2 when the first round was too short for this path.",
                        examples = "1")
                int round,
        @Schema(description = "Where the request went.", examples = "198.51.100.11:3478")
                String server,
        @Schema(
                        description = "Where the answer was asked from (CHANGE-REQUEST).",
                        enumeration = {"none", "port", "address-and-port"})
                String change,
        @Schema(description = "The local socket.", examples = "198.51.100.130:41234")
                @Nullable String local,
        @Schema(description = "Where the answer really came from.", examples = "198.51.100.11:3479")
                @Nullable String from,
        @Schema(
                        description = "The local socket as the server saw it.",
                        examples = "198.51.100.130:41234")
                @Nullable String mapped,
        @Schema(description = "RESPONSE-ORIGIN of the answer.") @Nullable String responseOrigin,
        @Schema(description = "OTHER-ADDRESS of the answer.") @Nullable String otherAddress,
        @Schema(
                        description =
                                "Milliseconds from the latest send to the answer; with attempt > 1 a lower bound.",
                        examples = "0.8")
                @Nullable Double rttMs,
        @Schema(description = "Number of the latest send before the answer.", examples = "1")
                @Nullable Integer attempt,
        @Schema(description = "Sends that stayed without answer.", examples = "8")
                @Nullable Integer sends,
        @Schema(description = "Milliseconds until silence was the answer.", examples = "400")
                @Nullable Double waitedMs,
        @Schema(description = "STUN error code.", examples = "420") @Nullable Integer errorCode,
        @Schema(description = "What failed, in the words of its source.") @Nullable String detail) {

    static ObservationJson of(Observation observation) {
        return switch (observation) {
            case Observation.Answer answer ->
                    heard(observation, "answered", answer.local(), answer.from()).answered(answer);
            case Observation.Refusal refusal ->
                    heard(observation, "refused", refusal.local(), refusal.from())
                            .because(refusal.code(), refusal.reason());
            case Observation.Silence silence ->
                    heard(observation, "silent", silence.local(), null).unheard(silence);
            case Observation.Failure failure ->
                    heard(observation, "failed", null, null)
                            .because(null, failure.kind().word() + ": " + failure.detail());
        };
    }

    private static ObservationJson heard(
            Observation observation,
            String outcome,
            @Nullable Endpoint local,
            @Nullable Endpoint from) {
        Question question = observation.question();
        return new ObservationJson(
                question.test().word(),
                question.test().overTls() ? "tls" : question.test().overTcp() ? "tcp" : "udp",
                outcome,
                question.round(),
                question.server().toString(),
                question.test().change().word(),
                text(local),
                text(from),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private ObservationJson answered(Observation.Answer answer) {
        return new ObservationJson(
                question,
                transport,
                outcome,
                round,
                server,
                change,
                local,
                from,
                text(answer.mapped()),
                text(answer.responseOrigin()),
                text(answer.otherAddress()),
                millis(answer.roundTrip()),
                answer.attempt(),
                null,
                null,
                null,
                null);
    }

    private ObservationJson unheard(Observation.Silence silence) {
        return new ObservationJson(
                question,
                transport,
                outcome,
                round,
                server,
                change,
                local,
                null,
                null,
                null,
                null,
                null,
                null,
                silence.sends(),
                millis(silence.waited()),
                null,
                null);
    }

    private ObservationJson because(@Nullable Integer code, String why) {
        return new ObservationJson(
                question, transport, outcome, round, server, change, local, from, null, null, null,
                null, null, null, null, code, why);
    }

    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 100.0;
    }

    private static @Nullable String text(@Nullable Endpoint endpoint) {
        return endpoint == null ? null : endpoint.toString();
    }
}
