package dev.webrtclab.signaling.relay.rest;

import dev.webrtclab.signaling.BearerToken;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.Secrets;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only holders of the token in, before anything of the body is read; notes when it was. */
@Singleton
public final class TurnEventsTokenCheck {
    static final String RECEIVED_AT = "turn-events-received-at";

    /** Filters are made before the settings are read. */
    private final Instance<Secrets> secrets;

    private final Clock clock;

    TurnEventsTokenCheck(Instance<Secrets> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @ServerRequestFilter
    @TurnEventsOnly
    Optional<Response> check(ContainerRequestContext request) {
        request.setProperty(RECEIVED_AT, LabClock.toMillis(clock.instant()));
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return BearerToken.opens(authorization, secrets.get().turnEventsToken())
                ? Optional.empty()
                : Optional.of(
                        Response.status(Response.Status.UNAUTHORIZED)
                                .header(
                                        HttpHeaders.WWW_AUTHENTICATE,
                                        "Bearer realm=\"webrtc-lab turn events\"")
                                .build());
    }
}
