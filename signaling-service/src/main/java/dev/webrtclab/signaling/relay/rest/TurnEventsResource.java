package dev.webrtclab.signaling.relay.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.relay.RelayObservation;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.relay.rest.TurnEventsBodies.Batch;
import dev.webrtclab.signaling.relay.rest.TurnEventsBodies.ClockDistance;
import dev.webrtclab.signaling.relay.rest.TurnEventsBodies.Event;
import dev.webrtclab.signaling.relay.rest.TurnEventsBodies.Taken;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where the TURN server's observer brings what it saw; not for the page, nginx does not pass it.
 */
@Path("/internal/turn-events")
@Produces(MediaType.APPLICATION_JSON)
public class TurnEventsResource {
    /** Older events would belong to nothing that is still being looked at. */
    private static final double OLDEST = 300_000;

    private final TurnUsers turnUsers;
    private final SignalingMetrics metrics;

    TurnEventsResource(TurnUsers turnUsers, SignalingMetrics metrics) {
        this.turnUsers = turnUsers;
        this.metrics = metrics;
    }

    @POST
    @NonBlocking
    @TurnEventsOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Taken take(@NotNull @Valid Batch batch, @Context ContainerRequestContext request)
            throws RefusedException {
        double receivedAt =
                request.getProperty(TurnEventsTokenCheck.RECEIVED_AT) instanceof Double at ? at : 0;
        List<RelayObservation> seen = observations(batch, receivedAt);
        metrics.turnEvents("lost", (int) batch.lost() + batch.events().size() - seen.size());
        seen.forEach(observation -> turnUsers.seen(observation, receivedAt));
        turnUsers.deliver(receivedAt);
        return new Taken(receivedAt);
    }

    /** All of them, before the first one has an effect. */
    private static List<RelayObservation> observations(Batch batch, double receivedAt)
            throws RefusedException {
        ClockDistance clock = batch.clock();
        if (clock == null) {
            if (!batch.events().isEmpty()) {
                throw new RefusedException(
                        ErrorCode.INVALID_MESSAGE, "events need the distance of the clocks");
            }
            return List.of();
        }
        List<RelayObservation> seen = new ArrayList<>();
        double ahead = ahead(batch, clock, receivedAt);
        for (Event event : batch.events()) {
            RelayEvent relay = relay(event);
            double at = event.at() + clock.offsetMs() - ahead;
            double uncertainty = event.uncertaintyMs() + clock.uncertaintyMs() + ahead;
            if (receivedAt - at <= OLDEST) {
                seen.add(
                        new RelayObservation(
                                event.allocation(), Math.min(at, receivedAt), uncertainty, relay));
            }
        }
        return seen;
    }

    /**
     * What is wrong at least with the distance of the clocks: a batch can not be sent after it
     * came.
     */
    private static double ahead(Batch batch, ClockDistance clock, double receivedAt) {
        return Math.max(0, batch.sentAt() + clock.offsetMs() - clock.uncertaintyMs() - receivedAt);
    }

    private static RelayEvent relay(Event event) throws RefusedException {
        try {
            return event.relay();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "an event is none");
        }
    }
}
