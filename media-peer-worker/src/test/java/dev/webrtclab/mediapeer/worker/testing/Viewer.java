package dev.webrtclab.mediapeer.worker.testing;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A browser's side of a call, in the test's own JVM: offers to receive video, trickles, reads the
 * stamps out of decoded frames. One per session of a {@link ChildWorker}.
 */
public final class Viewer implements AutoCloseable {
    private static final long PATIENCE = 20;

    /** What ten ms of received sound were like: rising zero crossings, and the largest sample. */
    public record Heard(int crossings, int loudest) {}

    /** What one decoded frame said, and when it was decoded. */
    public record Seen(FrameStamp stamp, double atEpochMs, int width, int height) {}

    /** The library of the test's JVM: one factory for all viewers. */
    public static final class Engine implements AutoCloseable {
        private final HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
        private final PeerConnectionFactory factory = new PeerConnectionFactory(audio);
        private final CustomVideoSource nothing = new CustomVideoSource();
        private final CustomAudioSource silence = new CustomAudioSource();

        @Override
        public void close() {
            factory.dispose();
            audio.dispose();
        }
    }

    private final String session;
    private final ChildWorker worker;
    private final Predicate<String> accepted;
    private final RTCPeerConnection connection;
    private final Senses senses;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final Consumer<WorkerEvent> listener = this::event;
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();
    private volatile String source = "pattern";
    private volatile boolean trickling = true;
    private volatile boolean described;
    private volatile boolean closed;

    /** A viewer that has not called yet. */
    public Viewer(Engine engine, ChildWorker worker, String session) {
        this(engine, worker, session, new RTCConfiguration(), _ -> true);
    }

    /** One that wants to hear too. */
    public static Viewer listening(Engine engine, ChildWorker worker, String session) {
        Viewer viewer = new Viewer(engine, worker, session);
        RTCRtpTransceiverInit receive = new RTCRtpTransceiverInit();
        receive.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        RTCRtpTransceiver transceiver =
                viewer.connection.addTransceiver(
                        engine.factory.createAudioTrack("none", engine.silence), receive);
        ((AudioTrack) transceiver.getReceiver().getTrack()).addSink(viewer.senses.ear);
        return viewer;
    }

    /** One that reaches the worker's relay from a relay of its own, and nothing else. */
    public static Viewer relayed(
            Engine engine, ChildWorker worker, String session, IceServer relay) {
        RTCIceServer server = new RTCIceServer();
        server.urls.addAll(relay.urls());
        server.username = relay.username();
        server.password = relay.credential();
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.iceServers.add(server);
        configuration.iceTransportPolicy = RTCIceTransportPolicy.RELAY;
        return new Viewer(
                engine, worker, session, configuration, line -> line.contains(" typ relay "));
    }

    private Viewer(
            Engine engine,
            ChildWorker worker,
            String session,
            RTCConfiguration configuration,
            Predicate<String> accepted) {
        this.session = session;
        this.worker = worker;
        this.accepted = accepted;
        senses = new Senses(worker);
        connection = engine.factory.createPeerConnection(configuration, new Observer());
        RTCRtpTransceiverInit receive = new RTCRtpTransceiverInit();
        receive.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        RTCRtpTransceiver transceiver =
                connection.addTransceiver(
                        engine.factory.createVideoTrack("none", engine.nothing), receive);
        ((VideoTrack) transceiver.getReceiver().getTrack()).addSink(senses.eye);
        worker.listen(listener);
    }

    /** Offers and trickles; returns when the answer is applied. */
    public void call(List<IceServer> servers) throws Exception {
        offer(false, true, servers);
    }

    /** Offers to see a source. */
    public void call(String wanted) throws Exception {
        source = wanted;
        call(List.of());
    }

    /** Offers with all candidates in it, as HTTP signaling does. */
    public void callWithoutTrickle() throws Exception {
        trickling = false;
        offer(false, false, List.of());
    }

    /** Offers new ICE credentials for the same connection. */
    public void restartIce() throws Exception {
        offer(true, true, List.of());
    }

    /** The offer that this viewer would send. */
    public String createOffer(boolean iceRestart) throws Exception {
        RTCOfferOptions options = new RTCOfferOptions();
        options.iceRestart = iceRestart;
        CompletableFuture<String> offer = new CompletableFuture<>();
        connection.createOffer(options, Outcome.created(offer));
        return offer.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** The answer as it came from the worker. */
    public String answer() throws Exception {
        return answer.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** Waits for {@code connectionState} connected. */
    public void awaitConnected() throws Exception {
        if (!connected.await(PATIENCE, TimeUnit.SECONDS)) {
            throw new AssertionError("not connected, log " + worker.log());
        }
    }

    /** The next frame whose stamp could be read. */
    public Seen nextFrame() throws Exception {
        return senses.nextFrame();
    }

    /** Waits for a frame that fits. */
    public Seen awaitFrame(Predicate<Seen> fits) throws Exception {
        return senses.awaitFrame(fits);
    }

    /** Waits for sound that fits. */
    public Heard awaitSound(Predicate<Heard> fits) throws Exception {
        return senses.awaitSound(fits);
    }

    /** Forgets frames that came but were not looked at. */
    public void forgetFrames() {
        senses.forgetFrames();
    }

    /** ICE user fragment that is in use. */
    public String iceFragment() {
        return connection
                .getRemoteDescription()
                .sdp
                .lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void offer(boolean iceRestart, boolean trickle, List<IceServer> servers)
            throws Exception {
        answer = new CompletableFuture<>();
        String offer = createOffer(iceRestart);
        if (trickle) {
            // before gathering begins: a candidate must not overtake its offer
            worker.send(new WorkerCommand.Offer(session, offer, source, true, servers));
        }
        CompletableFuture<Void> local = new CompletableFuture<>();
        connection.setLocalDescription(
                new RTCSessionDescription(RTCSdpType.OFFER, offer), Outcome.set(local));
        local.get(PATIENCE, TimeUnit.SECONDS);
        if (!trickle) {
            if (!gathered.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new AssertionError("the viewer does not gather");
            }
            String complete = connection.getLocalDescription().sdp;
            worker.send(new WorkerCommand.Offer(session, complete, "pattern", false, servers));
        }
        CompletableFuture<Void> remote = new CompletableFuture<>();
        connection.setRemoteDescription(
                new RTCSessionDescription(RTCSdpType.ANSWER, answer()), Outcome.set(remote));
        remote.get(PATIENCE, TimeUnit.SECONDS);
        described = true;
        synchronized (early) {
            early.forEach(connection::addIceCandidate);
            early.clear();
        }
    }

    private final List<RTCIceCandidate> early = new java.util.ArrayList<>();

    private void event(WorkerEvent event) {
        if (closed
                || !(event instanceof WorkerEvent.OfSession of && of.session().equals(session))) {
            return;
        }
        switch (event) {
            case WorkerEvent.Answer(var ignored, var sdp) -> answer.complete(sdp);
            case WorkerEvent.Refused(var ignored, var code, var detail) ->
                    answer.completeExceptionally(new IllegalStateException(code + ": " + detail));
            case WorkerEvent.Candidate candidate
                    when !candidate.candidate().isEmpty()
                            && accepted.test(candidate.candidate()) -> {
                RTCIceCandidate parsed =
                        new RTCIceCandidate(
                                candidate.sdpMid() == null ? "" : candidate.sdpMid(),
                                candidate.sdpMLineIndex() == null ? 0 : candidate.sdpMLineIndex(),
                                candidate.candidate());
                synchronized (early) {
                    if (described) {
                        connection.addIceCandidate(parsed);
                    } else {
                        early.add(parsed);
                    }
                }
            }
            default -> {
                // the test looks at the others itself
            }
        }
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            if (trickling && !closed) {
                try {
                    worker.send(
                            new WorkerCommand.Candidate(
                                    session,
                                    candidate.sdp,
                                    candidate.sdpMid,
                                    candidate.sdpMLineIndex));
                } catch (RuntimeException e) {
                    e.printStackTrace();
                }
            }
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.countDown();
            }
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            if (state == RTCPeerConnectionState.CONNECTED) {
                connected.countDown();
            }
        }
    }
}
