package dev.webrtclab.signaling.networks.natprobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.networks.KnownReports;
import dev.webrtclab.signaling.networks.NatReport;
import dev.webrtclab.signaling.networks.NatReports;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The NAT probes of the network positions, by the name that the configuration gives them. */
@Singleton
public final class PositionProbes implements NatReports {
    private static final Logger LOG = Logger.getLogger(PositionProbes.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final String address;
    private final Map<String, PositionProbeApi> clients = new ConcurrentHashMap<>();
    private final KnownReports known = new KnownReports();

    PositionProbes(SignalingConfig config) {
        this.address = config.networks().natProbeUrl();
    }

    @Override
    public CompletionStage<NatReport> latest(String network) {
        return settled(network, client(network).report());
    }

    @Override
    public CompletionStage<NatReport> measure(String network) {
        return settled(network, client(network).probe());
    }

    @Override
    public Optional<NatReport.Measured> known(String network) {
        return known.find(network);
    }

    private CompletionStage<NatReport> settled(String network, Uni<JsonNode> answer) {
        return answer.<NatReport>map(
                        json -> {
                            NatReport.Measured report =
                                    new NatReport.Measured(json.toString(), ReportFacts.of(json));
                            known.keep(network, ReportFacts.measuredAt(json), report);
                            return report;
                        })
                .onFailure()
                .recoverWithItem(failure -> missing(network, failure))
                .subscribeAsCompletionStage();
    }

    private static NatReport missing(String network, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new NatReport.Missing(
                        NatReport.Probe.ABSENT, "No NAT probe runs in this network.");
            }
            if (cause instanceof ConnectException) {
                return down("The NAT probe refuses connections.");
            }
            if (cause instanceof WebApplicationException answer) {
                return down(
                        "The NAT probe answered with status "
                                + answer.getResponse().getStatus()
                                + ".");
            }
        }
        LOG.debugf(failure, "no report from the probe of network %s", network);
        return down("The NAT probe did not answer.");
    }

    private static NatReport down(String why) {
        return new NatReport.Missing(NatReport.Probe.DOWN, why);
    }

    private PositionProbeApi client(String network) {
        return clients.computeIfAbsent(
                network,
                name ->
                        QuarkusRestClientBuilder.newBuilder()
                                .baseUri(URI.create(address.replace("{network}", name)))
                                .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                                .readTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                                .build(PositionProbeApi.class));
    }
}
