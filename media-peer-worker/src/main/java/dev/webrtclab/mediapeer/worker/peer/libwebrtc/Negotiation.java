package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCAnswerOptions;
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
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferMade;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.function.Consumer;

/**
 * The descriptions of one native connection: made, applied and told, step by step. A step that the
 * library refuses is told as failed. Used on the {@link RtcThread} only.
 */
final class Negotiation {
    private static final System.Logger LOG = System.getLogger(Negotiation.class.getName());

    private final RTCPeerConnection connection;
    private final NativeCallbacks callbacks;
    private final Sending sending;
    private final EngineLines lines;
    private final Consumer<PeerObservation> observer;
    private boolean closed;

    /**
     * @param observer hears what came of each step, until the connection is closed
     */
    Negotiation(
            RTCPeerConnection connection,
            NativeCallbacks callbacks,
            Sending sending,
            EngineLines lines,
            Consumer<PeerObservation> observer) {
        this.connection = connection;
        this.callbacks = callbacks;
        this.sending = sending;
        this.lines = lines;
        this.observer = observer;
    }

    /** No step begins any more. */
    void close() {
        closed = true;
    }

    void apply(GuardedSdp offer, boolean passive) {
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
                                            observer.accept(new Answered(answer));
                                            sending.described();
                                            applied(step, at);
                                        },
                                        problem -> failed(step, problem))));
    }

    void makeOffer() {
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
        observer.accept(new OfferMade(offer));
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

    void applyAnswer(GuardedSdp answer) {
        Step step = new Step("remote description", false, false, answer.text());
        attempt(
                step,
                () ->
                        connection.setRemoteDescription(
                                new RTCSessionDescription(RTCSdpType.ANSWER, answer.text()),
                                callbacks.set(
                                        at -> {
                                            observer.accept(new AnswerApplied());
                                            applied(step, at);
                                        },
                                        problem -> failed(step, problem))));
    }

    void readDescription() {
        attempt(
                new Step("local description", true, false, ""),
                () -> {
                    RTCSessionDescription description = connection.getLocalDescription();
                    String sdp = description.sdp;
                    callbacks.later(() -> observer.accept(new LocalDescription(sdp)));
                });
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
        observer.accept(new Described(step.local(), step.offer(), step.text(), null, at));
    }

    private void failed(Step step, String problem) {
        observer.accept(
                new Described(step.local(), step.offer(), step.text(), problem, Moment.now()));
        observer.accept(new OfferFailed(step.name()));
    }
}
