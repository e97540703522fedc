package dev.webrtclab.mediapeer.worker.peer;

/** The native library failed; its own words stay in the cause and are not for the log. */
public final class RtcFailure extends RuntimeException {
    /** What failed, in our words. */
    public RtcFailure(String what, Throwable cause) {
        super(what, cause);
    }
}
