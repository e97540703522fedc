package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.peer.Descriptions;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.AnswerApplied;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.LocalDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferMade;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RemoteCandidate;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One native connection that sends the shared track, or receives a remote's. Used on the {@link
 * RtcThread} only.
 */
final class LibwebrtcPeer implements RtcPeer {
    private static final System.Logger LOG = System.getLogger(LibwebrtcPeer.class.getName());

    /** Most that one viewer gets; the pattern is crisp below it. */
    private static final int MAX_BITS_PER_SECOND = 800_000;

    private final Configurations configurations;
    private final NativeCallbacks callbacks;
    private final Consumer<PeerObservation> observer;
    private final RTCPeerConnection connection;
    private final @Nullable RTCRtpSender sender;
    private final @Nullable FirstFrame firstFrame;
    private boolean limited;
    private boolean closed;

    private LibwebrtcPeer(
            RTCPeerConnection connection,
            Configurations configurations,
            NativeCallbacks callbacks,
            Consumer<PeerObservation> observer,
            @Nullable RTCRtpSender sender,
            @Nullable FirstFrame firstFrame) {
        this.connection = connection;
        this.configurations = configurations;
        this.callbacks = callbacks;
        this.observer = observer;
        this.sender = sender;
        this.firstFrame = firstFrame;
    }

    /** A connection that shows a track. */
    static LibwebrtcPeer showing(
            PeerConnectionFactory factory,
            VideoTrack track,
            Configurations configurations,
            List<GuardedIceUrl> servers,
            NativeCallbacks callbacks,
            Consumer<PeerObservation> observer) {
        return open(
                () -> {
                    Relay relay = new Relay();
                    RTCPeerConnection connection =
                            factory.createPeerConnection(
                                    configurations.of(servers), callbacks.connection(relay::pass));
                    // before the offer is applied: JSEP then joins the track to the first video
                    // section that may receive (RFC 9429 §5.10)
                    RTCRtpSender sender = connection.addTrack(track, List.of("pattern"));
                    return relay.to(
                            new LibwebrtcPeer(
                                    connection, configurations, callbacks, observer, sender, null));
                });
    }

    /**
     * A connection that receives video.
     *
     * @param nothing a track without pictures; the library wants one to make a transceiver of
     */
    static LibwebrtcPeer viewing(
            PeerConnectionFactory factory,
            VideoTrack nothing,
            Configurations configurations,
            List<GuardedIceUrl> servers,
            NativeCallbacks callbacks,
            Consumer<PeerObservation> observer) {
        return open(
                () -> {
                    Relay relay = new Relay();
                    RTCPeerConnection connection =
                            factory.createPeerConnection(
                                    configurations.of(servers), callbacks.connection(relay::pass));
                    RTCRtpTransceiverInit receive = new RTCRtpTransceiverInit();
                    receive.direction = RTCRtpTransceiverDirection.RECV_ONLY;
                    RTCRtpTransceiver transceiver = connection.addTransceiver(nothing, receive);
                    FirstFrame firstFrame =
                            new FirstFrame(
                                    (VideoTrack) transceiver.getReceiver().getTrack(),
                                    callbacks,
                                    relay::pass);
                    return relay.to(
                            new LibwebrtcPeer(
                                    connection,
                                    configurations,
                                    callbacks,
                                    observer,
                                    null,
                                    firstFrame));
                });
    }

    private static LibwebrtcPeer open(Supplier<LibwebrtcPeer> opening) {
        try {
            return opening.get();
        } catch (Throwable t) {
            throw new RtcFailure("a native connection could not be opened", t);
        }
    }

    /** What the library says while a connection is made waits for nobody: it comes later. */
    private static final class Relay {
        private @Nullable LibwebrtcPeer peer;

        LibwebrtcPeer to(LibwebrtcPeer made) {
            peer = made;
            return made;
        }

        void pass(PeerObservation observation) {
            if (peer != null) {
                peer.observe(observation);
            }
        }
    }

    @Override
    public void apply(GuardedSdp offer, boolean passive) {
        attempt(
                "remote description",
                () ->
                        connection.setRemoteDescription(
                                new RTCSessionDescription(RTCSdpType.OFFER, offer.text()),
                                callbacks.set(
                                        () -> answer(passive), failed("remote description"))));
    }

    private void answer(boolean passive) {
        attempt(
                "answer",
                () ->
                        connection.createAnswer(
                                new RTCAnswerOptions(),
                                callbacks.created(
                                        sdp -> describe(passive ? Descriptions.passive(sdp) : sdp),
                                        failed("answer"))));
    }

    private void describe(String answer) {
        attempt(
                "local description",
                () ->
                        connection.setLocalDescription(
                                new RTCSessionDescription(RTCSdpType.ANSWER, answer),
                                callbacks.set(
                                        () -> {
                                            observe(new Answered(answer));
                                            limitBitrate();
                                        },
                                        failed("local description"))));
    }

    @Override
    public void makeOffer() {
        attempt(
                "offer",
                () ->
                        connection.createOffer(
                                new RTCOfferOptions(),
                                callbacks.created(this::offered, failed("offer"))));
    }

    /** The offer is told before candidates can be: gathering begins with the description. */
    private void offered(String offer) {
        observe(new OfferMade(offer));
        attempt(
                "local description",
                () ->
                        connection.setLocalDescription(
                                new RTCSessionDescription(RTCSdpType.OFFER, offer),
                                callbacks.set(() -> {}, failed("local description"))));
    }

    @Override
    public void applyAnswer(GuardedSdp answer) {
        attempt(
                "remote description",
                () ->
                        connection.setRemoteDescription(
                                new RTCSessionDescription(RTCSdpType.ANSWER, answer.text()),
                                callbacks.set(
                                        () -> observe(new AnswerApplied()),
                                        failed("remote description"))));
    }

    private void limitBitrate() {
        if (limited || closed || sender == null) {
            return;
        }
        limited = true;
        try {
            var parameters = sender.getParameters();
            parameters.encodings.forEach(encoding -> encoding.maxBitrate = MAX_BITS_PER_SECOND);
            sender.setParameters(parameters);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "the bitrate is not limited", t);
        }
    }

    @Override
    public void addCandidate(RemoteCandidate candidate) {
        if (closed) {
            return;
        }
        try {
            connection.addIceCandidate(
                    new RTCIceCandidate(
                            candidate.mid(), candidate.sectionIndex(), candidate.line().text()));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "the media engine did not take a candidate");
        }
    }

    @Override
    public void useServers(List<GuardedIceUrl> servers) {
        if (closed) {
            return;
        }
        try {
            connection.setConfiguration(configurations.of(servers));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "the media engine keeps its former ICE servers");
        }
    }

    @Override
    public void readDescription() {
        attempt(
                "local description",
                () -> {
                    RTCSessionDescription description = connection.getLocalDescription();
                    String sdp = description.sdp;
                    observeLater(new LocalDescription(sdp));
                });
    }

    @Override
    public void measure() {
        if (closed) {
            return;
        }
        try {
            connection.getStats(
                    callbacks.stats(report -> observe(new Measured(StatsReader.read(report)))));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "the statistics are not readable", t);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (firstFrame != null) {
            firstFrame.close();
        }
        try {
            connection.close();
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "a connection did not close", t);
        }
    }

    private void attempt(String stage, Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (Throwable t) {
            // the message may carry text of the remote, so only its kind is kept
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the media engine refused: {0} ({1})",
                    stage,
                    t.getClass().getSimpleName());
            observeLater(new OfferFailed(stage));
        }
    }

    private Runnable failed(String stage) {
        return () -> observe(new OfferFailed(stage));
    }

    private void observe(PeerObservation observation) {
        if (!closed) {
            observer.accept(observation);
        }
    }

    private void observeLater(PeerObservation observation) {
        callbacks.later(() -> observe(observation));
    }
}
