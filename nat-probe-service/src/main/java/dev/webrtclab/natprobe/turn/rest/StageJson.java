package dev.webrtclab.natprobe.turn.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How one stage went; fields that do not belong to the stage are absent. */
@Schema(name = "TurnStage", description = "How one stage went.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"stage", "result", "ms", "code"})
public record StageJson(
        @Schema(enumeration = {"reachable", "credentials", "permission", "echo"}) String stage,
        @Schema(
                        description =
                                "not-reached: an earlier stage failed. skipped: does not apply.",
                        enumeration = {"passed", "failed", "not-reached", "skipped"})
                String result,
        @Schema(description = "Time spent in this stage, in milliseconds.", examples = "1.2")
                double ms,
        @Schema(description = "STUN error code of a refusal.", examples = "403")
                @Nullable Integer code,
        @Schema(description = "The address that peers see.", examples = "198.51.100.10:49170")
                @Nullable String relayedAddress,
        @Schema(
                        description = "The client's address as the server sees it.",
                        examples = "198.51.100.7:40123")
                @Nullable String mappedAddress,
        @Schema(description = "Lifetime of the allocation in seconds.", examples = "600")
                @Nullable Integer lifetimeSeconds,
        @Schema(
                        description =
                                "The peer that permission was asked for: the request's peer, or the probe's own echo"
                                        + " socket.",
                        examples = "198.51.100.131:40000")
                @Nullable String peer,
        @Schema(description = "Payload sent through the relay.", examples = "100000")
                @Nullable Integer bytesSent,
        @Schema(description = "Payload that came back.", examples = "99000")
                @Nullable Integer bytesEchoed,
        @Schema(description = "Datagrams that reached the peer.", examples = "101")
                @Nullable Integer packetsAtPeer,
        @Schema(description = "Share that did not come back, 0 to 100.", examples = "1.0")
                @Nullable Double lossPercent,
        @Schema(description = "Median round trip through the relay.", examples = "0.4")
                @Nullable Double rttMsP50,
        @Schema(description = "99 of 100 round trips were at most this long.", examples = "1.1")
                @Nullable Double rttMsP99,
        @Schema(
                        description =
                                "Payload that came back per second, in bits; a short burst, no measure of capacity.",
                        examples = "12000000")
                @Nullable Long throughputBitsPerSecond) {

    /** The wire form. */
    public static StageJson of(StageReport stage) {
        return switch (stage.detail()) {
            case Detail.Nothing _ -> of(stage, null, null, null, null, null);
            case Detail.Allocated(Endpoint relayed, Endpoint mapped, Integer lifetime) ->
                    of(stage, relayed, mapped, lifetime, null, null);
            case Detail.Asked(Endpoint peer) -> of(stage, null, null, null, peer, null);
            case Detail.Echoed(EchoFigures figures) -> of(stage, null, null, null, null, figures);
        };
    }

    private static StageJson of(
            StageReport stage,
            @Nullable Endpoint relayed,
            @Nullable Endpoint mapped,
            @Nullable Integer lifetime,
            @Nullable Endpoint peer,
            @Nullable EchoFigures echo) {
        return new StageJson(
                stage.stage().word(),
                stage.result().word(),
                millis(stage.took()),
                stage.code(),
                relayed == null ? null : relayed.toString(),
                mapped == null ? null : mapped.toString(),
                lifetime,
                peer == null ? null : peer.toString(),
                echo == null ? null : echo.bytesSent(),
                echo == null ? null : echo.bytesEchoed(),
                echo == null ? null : echo.atPeer(),
                echo == null ? null : Math.round(echo.lossPercent() * 10) / 10.0,
                echo == null || echo.rttP50() == null ? null : millis(echo.rttP50()),
                echo == null || echo.rttP99() == null ? null : millis(echo.rttP99()),
                echo == null ? null : echo.throughputBitsPerSecond());
    }

    /** Milliseconds with two decimals. */
    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }
}
