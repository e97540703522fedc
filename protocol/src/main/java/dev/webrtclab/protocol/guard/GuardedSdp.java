package dev.webrtclab.protocol.guard;

/** A session description that passed {@link SdpGuard}; there is no other way to make one. */
public final class GuardedSdp {
    private final String text;
    private final boolean receivesVideo;

    GuardedSdp(String text, boolean receivesVideo) {
        this.text = text;
        this.receivesVideo = receivesVideo;
    }

    /** The text, unchanged. */
    public String text() {
        return text;
    }

    /**
     * Whether an active video section is {@code recvonly} or {@code sendrecv}: its author can be
     * shown something.
     */
    public boolean receivesVideo() {
        return receivesVideo;
    }
}
