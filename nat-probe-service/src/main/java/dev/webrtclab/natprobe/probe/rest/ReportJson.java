package dev.webrtclab.natprobe.probe.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.nat.NatPresence;
import dev.webrtclab.natprobe.nat.NatReport;
import dev.webrtclab.natprobe.nat.PortPreservation;
import dev.webrtclab.natprobe.nat.Reachability;
import dev.webrtclab.natprobe.probe.Lifetimes;
import dev.webrtclab.natprobe.probe.TimedReport;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The NAT report on the wire. */
@Schema(
        name = "NatReport",
        description =
                "The NAT behaviour of the network position named by `vantage`, in the words of RFC 4787."
                        + " Each verdict is a word or an Unknown object.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportJson(
        @Schema(
                        description =
                                "Whose network position this is; it says nothing about the reader's own.",
                        examples = "nat-probe-service, on the media network of the lab")
                String vantage,
        @Schema(description = "When the probe ended.", examples = "2026-01-01T12:00:00.123Z")
                Instant at,
        @Schema(description = "Milliseconds the probe took.", examples = "9.4") double tookMs,
        @Schema(
                        description = "Address family; the other one is measured apart.",
                        enumeration = {"ipv4", "ipv6"})
                String family,
        @Schema(
                        description =
                                "The STUN server that was asked; absent when none could be named.",
                        examples = "198.51.100.10:3478")
                @Nullable String server,
        @Schema(
                        description = "The local socket, address:port.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "198.51.100.130:41234")
                Object localAddress,
        @Schema(
                        description = "The same socket as the server saw it.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "198.51.100.130:41234")
                Object mappedAddress,
        @Schema(
                        description =
                                "endpoint-independent, address-dependent or address-and-port-dependent (RFC 4787 §4.1).",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "endpoint-independent")
                Object mapping,
        @Schema(
                        description =
                                "endpoint-independent, address-dependent or address-and-port-dependent (RFC 4787 §5).",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "endpoint-independent")
                Object filtering,
        @Schema(
                        description =
                                "none or present, by comparing the mapped with the real local address.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "none")
                Object nat,
        @Schema(
                        description =
                                "preserved, changed or sometimes: whether the NAT keeps port numbers (RFC 4787 §4.2.1).",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "preserved")
                Object portPreservation,
        @Schema(
                        description = "reachable or blocked.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "reachable")
                Object udp,
        @Schema(
                        description = "reachable or blocked.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "reachable")
                Object tcp,
        @Schema(
                        description =
                                "reachable or blocked: STUN over TLS at the server of nat-probe.tls-server.",
                        oneOf = {String.class, UnknownJson.class},
                        examples = "reachable")
                Object tls,
        @Schema(
                        description =
                                "How long an unused mapping lives, by the latest measurement of /api/nat/lifetime-probes.",
                        oneOf = {LifetimeJson.Bounds.class, UnknownJson.class})
                Object mappingLifetime,
        @Schema(
                        description =
                                "Sentences beside the verdicts, among them the names of RFC 3489 as a gloss.")
                List<FindingJson> findings,
        @Schema(description = "What the verdicts rest on, in the order it was observed.")
                List<ObservationJson> observations) {

    static ReportJson of(TimedReport timed, Lifetimes.State lifetime) {
        NatReport report = timed.report();
        Endpoint server = report.server();
        return new ReportJson(
                timed.vantage(),
                timed.at(),
                ObservationJson.millis(timed.took()),
                report.family().word(),
                server == null ? null : server.toString(),
                word(report.local(), Endpoint::toString),
                word(report.mapped(), Endpoint::toString),
                word(report.mapping(), MappingBehavior::word),
                word(report.filtering(), FilteringBehavior::word),
                word(report.nat(), NatPresence::word),
                word(report.portPreservation(), PortPreservation::word),
                word(report.udp(), Reachability::word),
                word(report.tcp(), Reachability::word),
                word(report.tls(), Reachability::word),
                LifetimeJson.mappingLifetime(lifetime),
                report.remarks().stream().map(FindingJson::of).toList(),
                report.observations().stream().map(ObservationJson::of).toList());
    }

    private static <T> Object word(Finding<T> finding, Function<T, String> word) {
        return switch (finding) {
            case Finding.Known<T>(T value) -> word.apply(value);
            case Finding.Unknown<T> unknown -> UnknownJson.of(unknown);
        };
    }
}
