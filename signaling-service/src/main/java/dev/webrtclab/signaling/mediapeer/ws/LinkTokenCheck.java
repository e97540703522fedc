package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.signaling.BearerToken;
import dev.webrtclab.signaling.Secrets;
import dev.webrtclab.signaling.ops.Lifecycle;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Lets only holders of the link token open the link; compares in constant time. */
@Singleton
public final class LinkTokenCheck implements HttpUpgradeCheck {
    private final Secrets secrets;
    private final Lifecycle lifecycle;

    LinkTokenCheck(Secrets secrets, Lifecycle lifecycle) {
        this.secrets = secrets;
        this.lifecycle = lifecycle;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(LinkEndpoint.class.getName());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String authorization = context.httpRequest().getHeader("Authorization");
        if (!BearerToken.opens(authorization, secrets.linkToken())) {
            return CheckResult.rejectUpgrade(
                    401, Map.of("WWW-Authenticate", List.of("Bearer realm=\"webrtc-lab link\"")));
        }
        return lifecycle.isStopping()
                ? CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("1")))
                : CheckResult.permitUpgrade();
    }
}
