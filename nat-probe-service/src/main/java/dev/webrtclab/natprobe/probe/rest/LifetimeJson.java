package dev.webrtclab.natprobe.probe.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingLifetime;
import dev.webrtclab.natprobe.nat.UnknownReason;
import dev.webrtclab.natprobe.probe.Lifetimes;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The measurement of mapping lifetimes on the wire. */
@Schema(
        name = "MappingLifetimeProbe",
        description = "The latest measurement of how long an unused mapping lives (RFC 5780 §4.6).")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LifetimeJson(
        @Schema(
                        description = "idle: nobody asked yet.",
                        enumeration = {"idle", "running", "done"})
                String state,
        @Schema(
                        description = "Address family.",
                        enumeration = {"ipv4", "ipv6"})
                String family,
        @Schema(description = "Longest idle time that is tried, in seconds.", examples = "600")
                double limitSeconds,
        @Schema(description = "When it began; absent when nobody asked.")
                @Nullable Instant startedAt,
        @Schema(
                        description =
                                "While it runs the bounds so far, afterwards the result; absent while nothing is known.",
                        oneOf = {LifetimeJson.Bounds.class, UnknownJson.class})
                @Nullable Object mappingLifetime) {

    /** Bounds of a lifetime. */
    @Schema(
            name = "MappingLifetime",
            description = "An unused mapping lives at least and at most so long.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bounds(
            @Schema(
                            description =
                                    "Longest idle time after which a mapping still worked, in seconds; 0 when none did.",
                            examples = "29.7")
                    double atLeastSeconds,
            @Schema(
                            description =
                                    "Shortest idle time after which none did, in seconds; absent when it lived to the limit.",
                            examples = "30.4")
                    @Nullable Double atMostSeconds,
            @Schema(description = "When this was known.", examples = "2026-01-01T12:00:00.123Z")
                    Instant at) {
        static Bounds of(MappingLifetime bounds, Instant at) {
            Duration atMost = bounds.atMost();
            return new Bounds(
                    Math.floor(tenths(bounds.atLeast())) / 10,
                    atMost == null ? null : Math.ceil(tenths(atMost)) / 10,
                    at);
        }
    }

    static LifetimeJson of(AddressFamily family, Lifetimes lifetimes) {
        double limit = tenths(lifetimes.limit()) / 10;
        return switch (lifetimes.state(family)) {
            case Lifetimes.State.Idle _ ->
                    new LifetimeJson("idle", family.word(), limit, null, null);
            case Lifetimes.State.Running(Instant startedAt, MappingLifetime bounds) ->
                    new LifetimeJson(
                            "running",
                            family.word(),
                            limit,
                            startedAt,
                            bounds == null ? null : Bounds.of(bounds, Instant.now()));
            case Lifetimes.State.Done done ->
                    new LifetimeJson(
                            "done", family.word(), limit, done.startedAt(), mappingLifetime(done));
        };
    }

    /** The field of that name in a NAT report. */
    static Object mappingLifetime(Lifetimes.State state) {
        return switch (state) {
            case Lifetimes.State.Idle _ -> unknown(UnknownReason.LIFETIME_NOT_MEASURED);
            case Lifetimes.State.Running _ -> unknown(UnknownReason.LIFETIME_RUNNING);
            case Lifetimes.State.Done(_, Instant at, Finding<MappingLifetime> found) ->
                    switch (found) {
                        case Finding.Known<MappingLifetime>(MappingLifetime bounds) ->
                                Bounds.of(bounds, at);
                        case Finding.Unknown<MappingLifetime> unknown -> UnknownJson.of(unknown);
                    };
        };
    }

    private static UnknownJson unknown(UnknownReason reason) {
        return UnknownJson.of(new Finding.Unknown<>(reason, java.util.Map.of()));
    }

    private static double tenths(Duration duration) {
        return duration.toMillis() / 100.0;
    }
}
