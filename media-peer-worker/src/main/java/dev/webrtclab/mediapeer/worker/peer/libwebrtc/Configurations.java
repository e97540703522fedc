package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.TlsCertPolicy;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;

/** Our settings of a connection: one transport for everything, no TCP candidates of our own. */
final class Configurations {
    private final TlsCertPolicy tlsPolicy;

    /**
     * Settings for all connections of this process.
     *
     * @param checkTurnTls whether the certificate of a TURN server over TLS must be trusted
     */
    Configurations(boolean checkTurnTls) {
        this.tlsPolicy = checkTurnTls ? TlsCertPolicy.SECURE : TlsCertPolicy.INSECURE_NO_CHECK;
    }

    RTCConfiguration of(List<GuardedIceUrl> servers) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
        configuration.portAllocatorConfig = new PortAllocatorConfig().setDisableTcp(true);
        servers.forEach(server -> configuration.iceServers.add(server(server)));
        return configuration;
    }

    private RTCIceServer server(GuardedIceUrl guarded) {
        RTCIceServer server = new RTCIceServer();
        server.urls.add(guarded.url());
        server.tlsCertPolicy = tlsPolicy;
        if (guarded.username() != null && guarded.credential() != null) {
            server.username = guarded.username();
            server.password = guarded.credential();
        }
        return server;
    }
}
