package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
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

    /** A connection that shows a track. */
    LibwebrtcPeer showing(
            VideoTrack track, List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        return open(
                servers,
                observer,
                // before the offer is applied: JSEP then joins the track to the first video
                // section that may receive (RFC 9429 §5.10)
                (connection, early) ->
                        new Video(connection.addTrack(track, List.of("pattern")), null));
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
                (connection, early) -> {
                    RTCRtpTransceiverInit receive = new RTCRtpTransceiverInit();
                    receive.direction = RTCRtpTransceiverDirection.RECV_ONLY;
                    RTCRtpTransceiver transceiver = connection.addTransceiver(nothing, receive);
                    VideoTrack received = (VideoTrack) transceiver.getReceiver().getTrack();
                    return new Video(null, new FirstFrame(received, callbacks, early::pass));
                });
    }

    private record Video(@Nullable RTCRtpSender sender, @Nullable FirstFrame firstFrame) {}

    @FunctionalInterface
    private interface Adding {
        Video to(RTCPeerConnection connection, Early early);
    }

    private LibwebrtcPeer open(
            List<GuardedIceUrl> servers, Consumer<PeerObservation> observer, Adding adding) {
        try {
            Early early = new Early();
            RTCPeerConnection connection =
                    factory.createPeerConnection(
                            configurations.of(servers), callbacks.connection(early::pass));
            Video video = adding.to(connection, early);
            LibwebrtcPeer peer =
                    new LibwebrtcPeer(
                            connection,
                            configurations,
                            callbacks,
                            log,
                            observer,
                            video.sender(),
                            video.firstFrame());
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
