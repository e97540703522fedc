package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCSignalingState;
import dev.onvoid.webrtc.RTCStatsCollectorCallback;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Gathered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.ServerFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateChanged;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The only implementations of the library's observer interfaces. They run on the library's own
 * threads, where an exception would end the process: each body copies values, hands them to the
 * {@link RtcThread} and lets nothing out.
 */
final class NativeCallbacks {
    private static final System.Logger LOG = System.getLogger(NativeCallbacks.class.getName());

    private final RtcThread thread;

    NativeCallbacks(RtcThread thread) {
        this.thread = thread;
    }

    PeerConnectionObserver connection(Consumer<PeerObservation> observer) {
        return new Connection(observer);
    }

    CreateSessionDescriptionObserver created(Consumer<String> done, Consumer<String> failed) {
        return new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                handOver(() -> description.sdp, done);
            }

            @Override
            public void onFailure(String error) {
                handOver(() -> error == null ? "" : error, failed);
            }
        };
    }

    SetSessionDescriptionObserver set(Consumer<Moment> done, Consumer<String> failed) {
        return new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                handOver(Moment::now, done);
            }

            @Override
            public void onFailure(String error) {
                handOver(() -> error == null ? "" : error, failed);
            }
        };
    }

    RTCStatsCollectorCallback stats(Consumer<RTCStatsReport> taker) {
        return new RTCStatsCollectorCallback() {
            @Override
            public void onStatsDelivered(RTCStatsReport report) {
                handOver(() -> report, taker);
            }
        };
    }

    /** Runs a task on the {@link RtcThread} after the present one. */
    void later(Runnable task) {
        thread.execute(task);
    }

    private <T> void handOver(Supplier<T> copy, Consumer<T> taker) {
        try {
            T value = copy.get();
            thread.execute(() -> taker.accept(value));
        } catch (Throwable t) {
            report(t);
        }
    }

    /** Even the report may fail, for example for want of memory, and must not get out. */
    static void report(Throwable failure) {
        try {
            LOG.log(System.Logger.Level.ERROR, "a native callback failed", failure);
        } catch (Throwable ignored) {
            // nothing is left that could be done on a thread of the library
        }
    }

    private final class Connection implements PeerConnectionObserver {
        private final Consumer<PeerObservation> observer;

        Connection(Consumer<PeerObservation> observer) {
            this.observer = observer;
        }

        @Override
        public void onSignalingChange(RTCSignalingState state) {
            state(StateKind.SIGNALING, state);
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            state(StateKind.CONNECTION, state);
        }

        @Override
        public void onIceConnectionChange(RTCIceConnectionState state) {
            state(StateKind.ICE, state);
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            state(StateKind.GATHERING, state);
        }

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            handOver(
                    () ->
                            new Gathered(
                                    candidate.sdp,
                                    candidate.sdpMid,
                                    candidate.sdpMLineIndex,
                                    candidate.serverUrl == null || candidate.serverUrl.isEmpty()
                                            ? null
                                            : candidate.serverUrl,
                                    Moment.now()),
                    observer::accept);
        }

        @Override
        public void onIceCandidateError(RTCPeerConnectionIceErrorEvent error) {
            handOver(
                    () ->
                            new ServerFailed(
                                    error.getUrl(),
                                    error.getErrorCode(),
                                    error.getErrorText() == null ? "" : error.getErrorText(),
                                    error.getAddress() == null || error.getAddress().isEmpty()
                                            ? null
                                            : error.getAddress() + ":" + error.getPort(),
                                    Moment.now()),
                    observer::accept);
        }

        private void state(StateKind kind, Enum<?> state) {
            handOver(
                    () ->
                            new StateChanged(
                                    kind,
                                    state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                    Moment.now()),
                    observer::accept);
        }
    }
}
