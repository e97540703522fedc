package dev.webrtclab.signaling.ops;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: new clients are served. Missing neighbours do not change that; the page shows them.
 */
@Readiness
@Singleton
public final class ReadinessCheck implements HealthCheck {
    private final Lifecycle lifecycle;

    ReadinessCheck(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("serves clients").status(!lifecycle.isStopping()).build();
    }
}
