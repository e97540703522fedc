package dev.webrtclab.signaling.turn.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.limits.rest.CallerLimit;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.turn.HostName;
import dev.webrtclab.signaling.turn.IceServers;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** STUN and TURN servers, named as the caller can reach them, with credentials for one session. */
@Path("/api/ice-servers")
@Tag(name = "ICE servers", description = "STUN and TURN servers with time-limited credentials")
public class IceServersResource {
    private final IceServers iceServers;
    private final SignalingConfig config;
    private final SignalingMetrics metrics;
    private final CallerLimit limit;

    IceServersResource(IceServers iceServers, SignalingConfig config, SignalingMetrics metrics) {
        this.iceServers = iceServers;
        this.config = config;
        this.metrics = metrics;
        this.limit =
                new CallerLimit(
                        "requests",
                        config.limits().iceServersBurst(),
                        config.limits().iceServersPerSecond());
    }

    /** Body of the answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IceServersBody(
            @Schema(description = "For RTCConfiguration.iceServers; empty without a TURN server")
                    List<Server> iceServers,
            @Schema(
                            description = "Seconds during which the credential allows allocations",
                            examples = "600")
                    long ttlSeconds,
            @Schema(
                            description = "End of that time",
                            type = SchemaType.STRING,
                            examples = "2026-01-01T12:10:00Z")
                    @Nullable String expiresAt,
            Turn turn) {}

    /** One entry. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "IceServer")
    public record Server(
            @Schema(examples = "[\"turn:localhost:3478?transport=udp\"]") List<String> urls,
            @Schema(
                            description = "expiry:session",
                            examples = "1767268800:5f0c3a9b1d2e4f60718293a4")
                    @Nullable String username,
            @Schema(description = "Keep it in memory only") @Nullable String credential) {}

    /** Whether this lab has a TURN server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TurnAvailability")
    public record Turn(
            boolean available,
            @Schema(description = "Why not") @Nullable String why,
            @Schema(description = "What an operator can do") @Nullable String next) {}

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "ICE servers for one session",
            description =
                    "The host is the one that the page was opened with, so that a tunnel or another"
                            + " name leads to the same TURN server. Each answer has a credential of"
                            + " its own.")
    @APIResponse(responseCode = "200", description = "What this caller may use")
    @APIResponse(responseCode = "400", description = "The Host header is no host (invalid-message)")
    @APIResponse(responseCode = "429", description = "rate-limited, with Retry-After")
    public Response iceServers(HttpServerRequest request) throws RefusedException {
        limit.count(request);
        HostName host = host(request);
        IceServersBody body =
                switch (iceServers.availability()) {
                    case IceServers.Availability.Absent(var why, var next) ->
                            new IceServersBody(List.of(), 0, null, new Turn(false, why, next));
                    case IceServers.Availability.Available(var credentials) ->
                            issue(host, credentials.ttl());
                };
        return Response.ok(body).header("Cache-Control", "no-store").build();
    }

    private IceServersBody issue(HostName host, Duration ttl) {
        IceServers.Offer offer = iceServers.forHost(host, Instant.now()).orElseThrow();
        metrics.credentialIssued();
        return new IceServersBody(
                offer.servers().stream().map(IceServersResource::server).toList(),
                ttl.toSeconds(),
                offer.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                new Turn(true, null, null));
    }

    private static Server server(IceServer server) {
        return new Server(server.urls(), server.username(), server.credential());
    }

    private HostName host(HttpServerRequest request) throws RefusedException {
        if (config.turn().publicHost().isPresent()) {
            return HostName.parse(config.turn().publicHost().get());
        }
        String forwarded = request.getHeader("X-Forwarded-Host");
        String header = forwarded != null ? forwarded : request.getHeader("Host");
        if (header == null) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "a Host header is needed");
        }
        return HostName.parse(header);
    }
}
