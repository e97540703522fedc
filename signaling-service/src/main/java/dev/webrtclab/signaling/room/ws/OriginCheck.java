package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.ops.Lifecycle;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pages may open {@code /ws}. Browsers always send an Origin and let any page open
 * any WebSocket, so only the page's own host and configured origins pass; a client without Origin
 * is no page and passes.
 */
@Singleton
public final class OriginCheck implements HttpUpgradeCheck {
    private final Set<String> allowed;
    private final Connections connections;
    private final Lifecycle lifecycle;
    private final SignalingMetrics metrics;

    OriginCheck(
            SignalingConfig config,
            Connections connections,
            Lifecycle lifecycle,
            SignalingMetrics metrics) {
        this.allowed =
                Set.copyOf(
                        config.allowedOrigins().orElse(List.of()).stream()
                                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                                .toList());
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(SignalingEndpoint.class.getName());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        String forwardedHost = request.getHeader("X-Forwarded-Host");
        if (!isAllowed(
                request.getHeader("Origin"),
                forwardedHost != null ? forwardedHost : request.getHeader("Host"))) {
            metrics.refused(ErrorCode.ORIGIN_REFUSED);
            return CheckResult.rejectUpgrade(ErrorCode.ORIGIN_REFUSED.httpStatus());
        }
        if (lifecycle.isStopping() || !connections.hasPlace()) {
            metrics.refused(ErrorCode.SERVICE_UNAVAILABLE);
            return CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("2")));
        }
        return CheckResult.permitUpgrade();
    }

    boolean isAllowed(@Nullable String origin, @Nullable String host) {
        return origin == null
                || allowed.contains(origin.toLowerCase(Locale.ROOT))
                || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    /** Host with port as a browser writes both headers: the default port is left out. */
    private static @Nullable String authority(String origin) {
        try {
            URI uri = new URI(origin);
            return uri.getRawUserInfo() == null
                            && ("http".equalsIgnoreCase(uri.getScheme())
                                    || "https".equalsIgnoreCase(uri.getScheme()))
                            && uri.getRawPath().isEmpty()
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                    ? uri.getRawAuthority()
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
