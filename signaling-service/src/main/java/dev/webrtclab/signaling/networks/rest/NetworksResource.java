package dev.webrtclab.signaling.networks.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.networks.NatReport;
import dev.webrtclab.signaling.networks.NatReports;
import dev.webrtclab.signaling.networks.Networks;
import dev.webrtclab.signaling.networks.Networks.Network;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Network positions of the lab with what was measured of their NAT. */
@Path("/api/networks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Networks", description = "Network positions of the lab and their measured NAT")
public class NetworksResource {
    /** A list with a gap is better than none: who does not answer by then is called down. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Networks networks;
    private final NatReports reports;

    NetworksResource(Networks networks, NatReports reports) {
        this.networks = networks;
        this.reports = reports;
    }

    /** Answer of the GET. */
    @Schema(name = "Networks")
    record All(List<Position> networks) {}

    /** One position; its name is a label for people. */
    @Schema(name = "NetworkPosition")
    record Position(
            @Schema(examples = "symmetric") String name,
            @Schema(description = "The extra network, whose rules ./lab matrix changes")
                    boolean second,
            List<Peer> mediaPeers,
            Probe natProbe,
            @Schema(
                            type = SchemaType.OBJECT,
                            description = "The report of its NAT probe, or {unknown: why}")
                    @JsonRawValue
                    String nat) {}

    /** A media peer in it. */
    @Schema(name = "NetworkMediaPeer")
    record Peer(String id, String name, @Schema(enumeration = {"ready", "draining"}) String state) {
        static Peer of(MediaPeerState state) {
            return new Peer(
                    state.id(), state.name(), state.load().draining() ? "draining" : "ready");
        }
    }

    /** Its NAT probe. */
    @Schema(name = "NetworkNatProbe")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Probe(
            @Schema(enumeration = {"up", "down", "absent"}) String state, @Nullable String why) {}

    @GET
    @NonBlocking
    @Operation(summary = "All network positions with a media peer, each with its measured NAT")
    public Uni<All> list() {
        List<Uni<Position>> positions =
                networks.all().stream()
                        .map(
                                network ->
                                        Uni.createFrom()
                                                .completionStage(
                                                        () -> reports.latest(network.name()))
                                                .ifNoItem()
                                                .after(PATIENCE)
                                                .recoverWithItem(
                                                        new NatReport.Missing(
                                                                NatReport.Probe.DOWN,
                                                                "The NAT probe did not answer."))
                                                .map(report -> position(network, report)))
                        .toList();
        return positions.isEmpty()
                ? Uni.createFrom().item(new All(List.of()))
                : Uni.join().all(positions).andFailFast().map(All::new);
    }

    @POST
    @Path("{name}/probes")
    @NonBlocking
    @Operation(summary = "Measure the NAT of one position again")
    @APIResponse(responseCode = "200", description = "The new NAT report")
    @APIResponse(responseCode = "404", description = "network-unknown")
    @APIResponse(responseCode = "503", description = "service-unavailable: no probe answers there")
    public Uni<String> measure(String name) throws RefusedException {
        networks.find(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NETWORK_UNKNOWN,
                                        "no media peer is in a network of that name"));
        return Uni.createFrom()
                .completionStage(() -> reports.measure(name))
                .flatMap(
                        report ->
                                switch (report) {
                                    case NatReport.Measured(var json, var facts) ->
                                            Uni.createFrom().item(json);
                                    case NatReport.Missing(var probe, var why) ->
                                            Uni.createFrom()
                                                    .failure(
                                                            new RefusedException(
                                                                    ErrorCode.SERVICE_UNAVAILABLE,
                                                                    why));
                                });
    }

    private static Position position(Network network, NatReport report) {
        List<Peer> peers = network.mediaPeers().stream().map(Peer::of).toList();
        return switch (report) {
            case NatReport.Measured(var json, var facts) ->
                    new Position(
                            network.name(), network.second(), peers, new Probe("up", null), json);
            case NatReport.Missing(var probe, var why) ->
                    new Position(
                            network.name(),
                            network.second(),
                            peers,
                            new Probe(probe.name().toLowerCase(Locale.ROOT), why),
                            "{\"unknown\":\"" + why + "\"}");
        };
    }
}
