package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.ArrayList;
import java.util.List;

/** What follows from one command, while it is collected. */
final class Effects {
    private final List<SessionEffect> effects = new ArrayList<>();

    void add(SessionEffect effect) {
        effects.add(effect);
    }

    void tell(PeerToSignaling message) {
        add(new SessionEffect.Tell(message));
    }

    void note(SessionEffect.Note note) {
        add(new SessionEffect.Noted(note));
    }

    /** Tells a remote that its message was refused. */
    void refuse(PeerId peer, PeerId remote, Refusal refusal, boolean offer) {
        tell(new PeerToSignaling.Refused(peer, remote, refusal.code().slug(), refusal.detail()));
        note(new SessionEffect.Note.Refused(peer, remote, refusal.code(), refusal.detail(), offer));
    }

    List<SessionEffect> list() {
        return List.copyOf(effects);
    }
}
