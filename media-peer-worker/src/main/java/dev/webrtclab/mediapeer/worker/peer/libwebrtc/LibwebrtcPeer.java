package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
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
    private final Negotiation negotiation;
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
        this.negotiation = new Negotiation(connection, callbacks, sending, lines, this::observe);
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
        negotiation.apply(offer, passive);
    }

    @Override
    public void makeOffer() {
        negotiation.makeOffer();
    }

    @Override
    public void applyAnswer(GuardedSdp answer) {
        negotiation.applyAnswer(answer);
    }

    @Override
    public void readDescription() {
        negotiation.readDescription();
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
        negotiation.close();
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

    void observe(PeerObservation observation) {
        if (!closed) {
            observer.accept(observation);
        }
    }
}
