package dev.webrtclab.natprobe.probe.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.natprobe.nat.BindingCheck;
import dev.webrtclab.natprobe.probe.TurnWatch;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the lab's coturn answers Binding requests. */
@Schema(
        name = "TurnStatus",
        description = "The latest Binding check of the lab's coturn, repeated every two seconds.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TurnStatusJson(
        @Schema(
                        description =
                                "Whether it answered over UDP, or over TCP when UDP stayed silent.",
                        examples = "true")
                boolean reachable,
        @Schema(
                        description = "The transport that answered; absent without an answer.",
                        enumeration = {"udp", "tcp"})
                @Nullable String transport,
        @Schema(
                        description =
                                "Round trip of the check in milliseconds; over TCP with the connection set-up.",
                        examples = "0.62")
                @Nullable Double rttMs,
        @Schema(
                        description = "What was tried, when UDP was not answered.",
                        examples =
                                "UDP: no answer from 198.51.100.10:3478 to 6 requests in 750 ms.")
                @Nullable String why,
        @Schema(description = "When the check ended.", examples = "2026-01-01T12:00:00.123Z")
                Instant at) {

    static TurnStatusJson of(TurnWatch.Status status) {
        BindingCheck.Result result = status.result();
        Duration roundTrip = result.roundTrip();
        return new TurnStatusJson(
                result.reachable(),
                result.reachable() ? (result.overTcp() ? "tcp" : "udp") : null,
                roundTrip == null ? null : ObservationJson.millis(roundTrip),
                result.why(),
                status.at());
    }
}
