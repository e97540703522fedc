package dev.webrtclab.natprobe.turn;

/** A text that is no URL of a STUN or TURN server as RFC 7064 and RFC 7065 write them. */
public final class UnusableUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableUrlException(String why) {
        super(why);
    }
}
