package dev.webrtclab.signaling.status.natprobe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.webrtclab.protocol.signaling.Lab;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.status.StatusBoard;
import dev.webrtclab.signaling.status.natprobe.NatProbeApi.TurnStatus;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the nat-probe-service for its own state, for the TURN server's, and for the NAT report. */
@Singleton
public final class NatProbe {
    private static final Logger LOG = Logger.getLogger(NatProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(15);
    private static final Duration REPORT_WAIT = Duration.ofMillis(500);
    private static final long REPORT_AGE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final NatProbeApi api;
    private final StatusBoard board;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile @Nullable JsonNode report;
    private volatile long reportAt;
    private volatile @Nullable Uni<JsonNode> fetch;

    NatProbe(SignalingConfig config, StatusBoard board) {
        this.api =
                QuarkusRestClientBuilder.newBuilder()
                        .baseUri(config.natProbeUrl())
                        .connectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(REPORT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .build(NatProbeApi.class);
        this.board = board;
    }

    /** Measures once and writes the outcome on the board; never waits, never overlaps itself. */
    public void poll() {
        if (!polling.compareAndSet(false, true)) {
            return;
        }
        api.ready()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .flatMap(ready -> api.turnStatus().ifNoItem().after(PATIENCE).fail())
                .onTermination()
                .invoke(() -> polling.set(false))
                .subscribe()
                .with(this::answered, this::silent);
    }

    private void answered(TurnStatus status) {
        refresh();
        board.measured(
                status.reachable()
                        ? new Lab.Turn(Lab.TurnState.UP, null, null)
                        : new Lab.Turn(
                                Lab.TurnState.DOWN,
                                status.why() != null
                                        ? status.why()
                                        : "The STUN/TURN server does not answer the NAT probe.",
                                "Look at coturn's log, then start it again."),
                new Lab.NatProbe(Lab.State.UP, null));
    }

    private void silent(Throwable failure) {
        String why = "The NAT probe " + reason(failure) + ".";
        LOG.debugf("nat probe not ready: %s", why);
        board.measured(
                new Lab.Turn(
                        Lab.TurnState.UNKNOWN,
                        "Only the NAT probe checks the TURN server, and it is down.",
                        "Start nat-probe-service again."),
                new Lab.NatProbe(Lab.State.DOWN, why));
    }

    /**
     * The latest NAT report, waiting at most half a second for the first one; else {@code {unknown:
     * why}}. May be called from any thread that may wait.
     */
    public JsonNode latestReport() {
        JsonNode known = report;
        Uni<JsonNode> running = refresh();
        if (known != null) {
            return known;
        }
        try {
            return running.await().atMost(REPORT_WAIT);
        } catch (RuntimeException e) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("unknown", "The NAT probe " + reason(e) + ".");
        }
    }

    /** Asks again when there is no report, or an old one; one question at a time. */
    private Uni<JsonNode> refresh() {
        JsonNode known = report;
        if (known != null && System.nanoTime() - reportAt < REPORT_AGE_NANOS) {
            return Uni.createFrom().item(known);
        }
        Uni<JsonNode> running = fetch;
        if (!fetching.compareAndSet(false, true) && running != null) {
            return running;
        }
        Uni<JsonNode> started =
                api.report()
                        .invoke(
                                latest -> {
                                    report = latest;
                                    reportAt = System.nanoTime();
                                })
                        .onTermination()
                        .invoke(() -> fetching.set(false))
                        .memoize()
                        .indefinitely();
        fetch = started;
        started.subscribe().with(latest -> {}, failure -> {});
        return started;
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "has no address here";
            }
            if (cause instanceof ConnectException) {
                return "refuses connections";
            }
            if (cause instanceof jakarta.ws.rs.WebApplicationException answer) {
                return "answered with status " + answer.getResponse().getStatus();
            }
            if (cause instanceof io.smallrye.mutiny.TimeoutException) {
                return "did not answer in time";
            }
        }
        return "does not answer";
    }
}
