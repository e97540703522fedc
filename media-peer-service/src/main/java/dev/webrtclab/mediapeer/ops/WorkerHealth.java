package dev.webrtclab.mediapeer.ops;

import dev.webrtclab.mediapeer.control.Supervisor;
import dev.webrtclab.mediapeer.sessions.SessionsView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when a worker can take a connection now. */
@Readiness
@ApplicationScoped
class WorkerHealth implements HealthCheck {
    private final Supervisor supervisor;

    WorkerHealth(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public HealthCheckResponse call() {
        SessionsView view = supervisor.view();
        var response =
                HealthCheckResponse.named("worker processes")
                        .status(view.workerReady() && !view.draining())
                        .withData("workers", view.workers().size())
                        .withData("sessions", view.sessions().size());
        String trouble = view.trouble();
        if (view.draining()) {
            response.withData("reason", "the service is ending");
        } else if (trouble != null) {
            response.withData("reason", trouble);
        } else if (!view.workerReady()) {
            response.withData("reason", "no worker is ready yet");
        }
        return response.build();
    }
}
