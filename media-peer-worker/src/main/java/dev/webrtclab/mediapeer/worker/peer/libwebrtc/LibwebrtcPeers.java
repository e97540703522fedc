package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.RtcFailure;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.mediapeer.worker.peer.RtcPeers;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.source.Sources;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;
import java.util.function.Consumer;

/**
 * The library of this process: one factory without audio devices, a few screens whose tracks
 * connections send. Used on the {@link RtcThread} only.
 */
public final class LibwebrtcPeers implements RtcPeers, AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final PeerOpener opener;
    private final VideoTrack nothing;
    private final Screens screens;

    /**
     * Loads the library and makes the factory, which other native classes need before they work.
     *
     * @param checkTurnTls whether the certificate of a TURN server over TLS must be trusted
     * @param sources what can be shown
     * @throws RtcFailure when the library can not be loaded, for example for a missing system
     *     library
     */
    public LibwebrtcPeers(RtcThread thread, boolean checkTurnTls, Sources sources) {
        try {
            // the dummy, not the headless one: that records silence on a thread of its own into the
            // same streams as ours, and the library aborts when both come at once
            AudioDeviceModule audio = new AudioDeviceModule(AudioLayer.kDummyAudio);
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
            CustomVideoSource silent = new CustomVideoSource();
            scope.own(silent, silent::dispose);
            nothing = factory.createVideoTrack("nothing", silent);
            scope.own(nothing, nothing::dispose);
            SourceOpener opening = new SourceOpener(sources, thread);
            scope.own(opening, opening::close);
            screens = new Screens(factory, thread, scope, opening);
        } catch (Throwable t) {
            scope.close();
            throw new RtcFailure("libwebrtc can not be loaded", t);
        }
    }

    @Override
    public RtcPeer open(
            List<GuardedIceUrl> servers, Wish wish, Consumer<PeerObservation> observer) {
        return opener.showing(screens, wish, servers, observer);
    }

    @Override
    public RtcPeer openViewer(List<GuardedIceUrl> servers, Consumer<PeerObservation> observer) {
        return opener.viewing(nothing, servers, observer);
    }

    /** Gives everything back; all connections must be closed. */
    @Override
    public void close() {
        scope.close();
    }
}
