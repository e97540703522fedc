package dev.webrtclab.protocol.signaling;

/**
 * A session description as {@code RTCSessionDescription.toJSON()} gives it (W3C webrtc).
 *
 * @param type {@code offer} or {@code answer}
 * @param sdp the text; not yet guarded
 */
public record SessionDescription(String type, String sdp) {
    public SessionDescription {
        Texts.required(type, "type of the description");
        Texts.required(sdp, "sdp");
        if (!type.equals("offer") && !type.equals("answer")) {
            throw new IllegalArgumentException("type of the description must be offer or answer");
        }
    }

    @Override
    public String toString() {
        return "SessionDescription[" + type + ", " + sdp.length() + " characters]";
    }
}
