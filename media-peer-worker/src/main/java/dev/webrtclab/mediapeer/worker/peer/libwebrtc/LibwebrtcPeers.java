package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.mediapeer.worker.peer.RtcPeers;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;
import java.util.function.Consumer;

/**
 * The library of this process: one factory without audio devices, one video source, one track that
 * every connection sends. Used on the {@link RtcThread} only.
 */
public final class LibwebrtcPeers implements RtcPeers, AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final PeerOpener opener;
    private final VideoTrack track;
    private final VideoTrack nothing;
    private final FrameSource frames;

    /**
     * Loads the library and makes the factory, which other native classes need before they work.
     *
     * @param checkTurnTls whether the certificate of a TURN server over TLS must be trusted
     * @throws RtcFailure when the library can not be loaded, for example for a missing system
     *     library
     */
    public LibwebrtcPeers(RtcThread thread, boolean checkTurnTls) {
        try {
            HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
            scope.own(audio, audio::dispose);
            PeerConnectionFactory factory = new PeerConnectionFactory(audio);
            scope.own(factory, factory::dispose);
            EngineLog log = EngineLog.open(thread);
            scope.own(log, log::close);
            opener =
                    new PeerOpener(
                            factory,
                            new Configurations(checkTurnTls),
                            new NativeCallbacks(thread),
                            log);
            CustomVideoSource source = new CustomVideoSource();
            scope.own(source, source::dispose);
            track = factory.createVideoTrack("pattern", source);
            scope.own(track, track::dispose);
            CustomVideoSource silent = new CustomVideoSource();
            scope.own(silent, silent::dispose);
            nothing = factory.createVideoTrack("nothing", silent);
            scope.own(nothing, nothing::dispose);
            frames = new FrameSource(source);
            scope.own(frames, frames::close);
        } catch (Throwable t) {
            scope.close();
            throw new RtcFailure("libwebrtc can not be loaded", t);
        }
    }

    @Override
    public RtcPeer open(List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        return opener.showing(track, servers, observer);
    }

    @Override
    public RtcPeer openViewer(List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        return opener.viewing(nothing, servers, observer);
    }

    @Override
    public void audience(int connections) {
        frames.watched(connections > 0);
    }

    @Override
    public void showNow() {
        frames.showNow();
    }

    /** Gives everything back; all connections must be closed. */
    @Override
    public void close() {
        scope.close();
    }
}
