package dev.webrtclab.natprobe.ops;

import dev.webrtclab.natprobe.probe.Probes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the first probe came to a report; a report that says "coturn is down" is one too. */
@Readiness
@ApplicationScoped
class ProbeReadiness implements HealthCheck {
    private final Probes probes;

    ProbeReadiness(Probes probes) {
        this.probes = probes;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("probes come to a report").status(probes.able()).build();
    }
}
