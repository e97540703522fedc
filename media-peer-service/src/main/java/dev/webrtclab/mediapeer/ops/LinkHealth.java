package dev.webrtclab.mediapeer.ops;

import dev.webrtclab.mediapeer.control.Supervisor;
import dev.webrtclab.mediapeer.signaling.ws.LinkState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the signaling service can send callers here. */
@Readiness
@ApplicationScoped
class LinkHealth implements HealthCheck {
    private final Supervisor supervisor;

    LinkHealth(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public HealthCheckResponse call() {
        LinkState link = supervisor.link();
        return HealthCheckResponse.named("link to the signaling service")
                .status(link.registered())
                .withData(link.registered() ? "registered with" : "reason", link.detail())
                .withData("since", link.since().toString())
                .build();
    }
}
