package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.peer.Descriptions;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The lines of the engine's log about one connection, which its user fragments name. */
final class EngineLines {
    private final EngineLog log;
    private final Consumer<PeerObservation> observer;
    private final Set<String> ufrags = new HashSet<>();
    private boolean left;

    EngineLines(EngineLog log, Consumer<PeerObservation> observer) {
        this.log = log;
        this.observer = observer;
    }

    /** Before gathering begins, so that no line of the engine's log is missed. */
    void follow(String description) {
        for (String ufrag : Descriptions.ufrags(description)) {
            if (!left && ufrags.add(ufrag)) {
                log.follow(ufrag, observer::accept);
            }
        }
    }

    /** No more lines. */
    void leave() {
        left = true;
        ufrags.forEach(log::leave);
    }
}
