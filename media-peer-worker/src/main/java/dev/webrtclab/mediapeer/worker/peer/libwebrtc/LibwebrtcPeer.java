package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.webrtclab.mediapeer.worker.peer.Descriptions;
import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.AnswerApplied;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Described;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.LocalDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferMade;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RemoteCandidate;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One native connection that sends the tracks of a screen, or receives a remote's. Used on the
 * {@link RtcThread} only.
 */
final class LibwebrtcPeer implements RtcPeer {
    private static final System.Logger LOG = System.getLogger(LibwebrtcPeer.class.getName());

    private final Configurations configurations;
    private final NativeCallbacks callbacks;
    private final Consumer<PeerObservation> observer;
    private final EngineLines lines;
    private final RTCPeerConnection connection;
    private final @Nullable Screens screens;
    private final Sending sending;
    private @Nullable FirstFrame firstFrame;
    private boolean closed;

    /**
     * @param screens where it watches what it sends; {@code null}: it sends nothing
     */
    LibwebrtcPeer(
            RTCPeerConnection connection,
            Configurations configurations,
            NativeCallbacks callbacks,
            EngineLog log,
            Consumer<PeerObservation> observer,
            @Nullable Screens screens) {
        this.connection = connection;
        this.configurations = configurations;
        this.callbacks = callbacks;
        this.lines = new EngineLines(log, this::observe);
        this.observer = observer;
        this.screens = screens;
        this.sending = new Sending(connection);
    }

    /** Begins to send what it watches from now on. */
    void join(Wish wish) {
        if (screens != null) {
            send(screens.join(this, wish));
        }
    }

    /** Tells when the first frame of the received track is decoded, and stops that at its end. */
    void expect(FirstFrame first) {
        firstFrame = first;
    }

    /** Sends the tracks of a screen. */
    void send(NativeScreen screen) {
        if (!closed) {
            sending.send(screen);
        }
    }

    /** Limits what the viewer gets to what a shape needs. */
    void limit(Shape shape) {
        if (!closed) {
            sending.limit(shape);
        }
    }

    @Override
    public void apply(GuardedSdp offer, boolean passive) {
        Step step = new Step("remote description", false, true, offer.text());
        attempt(
                step,
                () -> {
                    if (Descriptions.receivesAudio(offer)) {
                        sending.addSound();
                    }
                    connection.setRemoteDescription(
                            new RTCSessionDescription(RTCSdpType.OFFER, offer.text()),
                            callbacks.set(
                                    at -> {
                                        applied(step, at);
                                        answer(passive);
                                    },
                                    problem -> failed(step, problem)));
                });
    }

    private void answer(boolean passive) {
        Step step = new Step("answer", true, false, "");
        attempt(
                step,
                () ->
                        connection.createAnswer(
                                new RTCAnswerOptions(),
                                callbacks.created(
                                        sdp -> describe(passive ? Descriptions.passive(sdp) : sdp),
                                        problem -> failed(step, problem))));
    }

    private void describe(String answer) {
        Step step = new Step("local description", true, false, answer);
        lines.follow(answer);
        attempt(
                step,
                () ->
                        connection.setLocalDescription(
                                new RTCSessionDescription(RTCSdpType.ANSWER, answer),
                                callbacks.set(
                                        at -> {
                                            observe(new Answered(answer));
                                            sending.described();
                                            applied(step, at);
                                        },
                                        problem -> failed(step, problem))));
    }

    @Override
    public void makeOffer() {
        Step step = new Step("offer", true, true, "");
        attempt(
                step,
                () ->
                        connection.createOffer(
                                new RTCOfferOptions(),
                                callbacks.created(
                                        this::offered, problem -> failed(step, problem))));
    }

    /** The offer is told before candidates can be: gathering begins with the description. */
    private void offered(String offer) {
        Step step = new Step("local description", true, true, offer);
        observe(new OfferMade(offer));
        lines.follow(offer);
        attempt(
                step,
                () ->
                        connection.setLocalDescription(
                                new RTCSessionDescription(RTCSdpType.OFFER, offer),
                                callbacks.set(
                                        at -> applied(step, at),
                                        problem -> failed(step, problem))));
    }

    @Override
    public void applyAnswer(GuardedSdp answer) {
        Step step = new Step("remote description", false, false, answer.text());
        attempt(
                step,
                () ->
                        connection.setRemoteDescription(
                                new RTCSessionDescription(RTCSdpType.ANSWER, answer.text()),
                                callbacks.set(
                                        at -> {
                                            observe(new AnswerApplied());
                                            applied(step, at);
                                        },
                                        problem -> failed(step, problem))));
    }

    @Override
    public void show(Wish wish) {
        if (!closed && screens != null) {
            screens.change(this, wish);
        }
    }

    @Override
    public void showNow() {
        if (!closed && screens != null) {
            screens.showNow(this);
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
                new Step("local description", true, false, ""),
                () -> {
                    RTCSessionDescription description = connection.getLocalDescription();
                    String sdp = description.sdp;
                    callbacks.later(() -> observe(new LocalDescription(sdp)));
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
        if (screens != null) {
            screens.leave(this);
        }
        if (firstFrame != null) {
            firstFrame.close();
        }
        try {
            connection.close();
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "a connection did not close", t);
        }
        lines.leave();
    }

    /**
     * One step of a negotiation.
     *
     * @param name one of our own words
     * @param text the description, empty when there is none yet
     */
    private record Step(String name, boolean local, boolean offer, String text) {}

    private void attempt(Step step, Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (Throwable t) {
            // the message may carry text of the remote, so only its kind is kept in the log
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the media engine refused: {0} ({1})",
                    step.name(),
                    t.getClass().getSimpleName());
            String problem = String.valueOf(t.getMessage());
            callbacks.later(() -> failed(step, problem));
        }
    }

    private void applied(Step step, Moment at) {
        observe(new Described(step.local(), step.offer(), step.text(), null, at));
    }

    private void failed(Step step, String problem) {
        observe(new Described(step.local(), step.offer(), step.text(), problem, Moment.now()));
        observe(new OfferFailed(step.name()));
    }

    void observe(PeerObservation observation) {
        if (!closed) {
            observer.accept(observation);
        }
    }
}
