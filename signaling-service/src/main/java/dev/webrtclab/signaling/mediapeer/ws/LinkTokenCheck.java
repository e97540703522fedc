package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.signaling.Secrets;
import dev.webrtclab.signaling.ops.Lifecycle;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets only holders of the link token open the link; compares in constant time. */
@Singleton
public final class LinkTokenCheck implements HttpUpgradeCheck {
    private static final String SCHEME = "Bearer ";

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
        if (!isAllowed(context.httpRequest().getHeader("Authorization"))) {
            return CheckResult.rejectUpgrade(
                    401, Map.of("WWW-Authenticate", List.of("Bearer realm=\"webrtc-lab link\"")));
        }
        return lifecycle.isStopping()
                ? CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("1")))
                : CheckResult.permitUpgrade();
    }

    private boolean isAllowed(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && secrets.linkToken().isPresent()
                && MessageDigest.isEqual(
                        bytes(authorization.substring(SCHEME.length()).strip()),
                        bytes(secrets.linkToken().get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
