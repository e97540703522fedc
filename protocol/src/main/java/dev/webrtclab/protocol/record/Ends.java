package dev.webrtclab.protocol.record;

/**
 * Ends of an event that are no participants. A participant is named by its peer id; the names of
 * servers begin with {@code @}.
 */
public final class Ends {
    /** The signaling service. */
    public static final String SIGNALING = "@signaling";

    /** A STUN server. */
    public static final String STUN = "@stun";

    /** A TURN server. */
    public static final String TURN = "@turn";

    /** The NAT probe of a network position. */
    public static final String NAT_PROBE = "@nat-probe";

    private Ends() {}
}
