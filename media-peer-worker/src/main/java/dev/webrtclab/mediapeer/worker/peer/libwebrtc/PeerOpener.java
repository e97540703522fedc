package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes native connections that differ in what they do with video. */
final class PeerOpener {
    private final PeerConnectionFactory factory;
    private final Configurations configurations;
    private final NativeCallbacks callbacks;
    private final EngineLog log;

    PeerOpener(
            PeerConnectionFactory factory,
            Configurations configurations,
            NativeCallbacks callbacks,
            EngineLog log) {
        this.factory = factory;
        this.configurations = configurations;
        this.callbacks = callbacks;
        this.log = log;
    }

    /** A connection that shows something. */
    LibwebrtcPeer showing(
            Screens screens,
            Wish wish,
            List<GuardedIceUrl> servers,
            Consumer<PeerObservation> observer) {
        return open(servers, observer, screens, (peer, connection, early) -> peer.join(wish));
    }

    /**
     * A connection that receives video.
     *
     * @param nothing a track without pictures; the library wants one to make a transceiver of
     */
    LibwebrtcPeer viewing(
            VideoTrack nothing, List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        return open(
                servers,
                observer,
                null,
                (peer, connection, early) -> {
                    RTCRtpTransceiverInit receive = new RTCRtpTransceiverInit();
                    receive.direction = RTCRtpTransceiverDirection.RECV_ONLY;
                    RTCRtpTransceiver transceiver = connection.addTransceiver(nothing, receive);
                    VideoTrack received = (VideoTrack) transceiver.getReceiver().getTrack();
                    peer.expect(new FirstFrame(received, callbacks, early::pass));
                });
    }

    @FunctionalInterface
    private interface Adding {
        void to(LibwebrtcPeer peer, RTCPeerConnection connection, Early early);
    }

    private LibwebrtcPeer open(
            List<GuardedIceUrl> servers,
            Consumer<PeerObservation> observer,
            @Nullable Screens screens,
            Adding adding) {
        try {
            Early early = new Early();
            RTCPeerConnection connection =
                    factory.createPeerConnection(
                            configurations.of(servers), callbacks.connection(early::pass));
            LibwebrtcPeer peer =
                    new LibwebrtcPeer(
                            connection, configurations, callbacks, log, observer, screens);
            adding.to(peer, connection, early);
            early.peer = peer;
            return peer;
        } catch (Throwable t) {
            throw new RtcFailure("a native connection could not be opened", t);
        }
    }

    /** What the library says while a connection is made waits for nobody: it comes later. */
    private static final class Early {
        private @Nullable LibwebrtcPeer peer;

        void pass(PeerObservation observation) {
            if (peer != null) {
                peer.observe(observation);
            }
        }
    }
}
