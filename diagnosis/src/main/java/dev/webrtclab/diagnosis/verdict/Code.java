package dev.webrtclab.diagnosis.verdict;

import java.util.Locale;

/** Every verdict there is. docs/diagnosis.md says when each is given and from what evidence. */
public enum Code {
    CONNECTED_DIRECT(Tone.GOOD),
    CONNECTED_STUN(Tone.GOOD),
    CONNECTED_RELAY_UDP(Tone.GOOD),
    CONNECTED_RELAY_TCP(Tone.GOOD),
    CONNECTED_RELAY_TLS(Tone.GOOD),
    CONNECTED_PATH_UNKNOWN(Tone.GOOD),
    CONNECTING(Tone.BUSY),
    ENDED(Tone.QUIET),
    UNKNOWN(Tone.UNKNOWN),

    SIGNALING_UNREACHABLE(Tone.BAD),
    NO_MEDIA_PEER(Tone.BAD),
    NO_ANSWER(Tone.BAD),
    BAD_ANSWER(Tone.BAD),
    CODEC_MISMATCH(Tone.BAD),
    FINGERPRINT_MISMATCH(Tone.BAD),
    DTLS_BLOCKED(Tone.BAD),
    NO_REMOTE_CANDIDATES(Tone.BAD),
    ONLY_HIDDEN_CANDIDATES(Tone.BAD),

    BRIDGE_ADDRESS_ADVERTISED(Tone.BAD),
    WRONG_ADVERTISED_ADDRESS(Tone.BAD),
    SSH_TUNNEL(Tone.BAD),
    VPN_PATH(Tone.BAD),
    PORT_FORWARD_MISSING(Tone.BAD),
    NO_ANSWERS(Tone.BAD),
    ONE_WAY(Tone.BAD),
    UDP_BLOCKED(Tone.BAD),
    SYMMETRIC_BOTH(Tone.BAD),
    LOCAL_NETWORK_ACCESS(Tone.BAD),

    TURN_ABSENT(Tone.BAD),
    TURN_UNREACHABLE(Tone.BAD),
    /** A reason only: a relay was found, but not over UDP. */
    TURN_TCP_ONLY(Tone.WARN),
    TURN_CREDENTIALS_WRONG(Tone.BAD),
    TURN_CREDENTIALS_EXPIRED(Tone.BAD),
    TURN_PERMISSION_DENIED(Tone.BAD),
    TURN_QUOTA(Tone.BAD),
    TURN_NO_CAPACITY(Tone.BAD),
    TURN_TLS_FAILED(Tone.BAD),
    RELAY_WITHOUT_TURN(Tone.BAD),
    NO_RELAY_CANDIDATES(Tone.BAD),

    NO_RTP(Tone.BAD),
    NO_FRAMES(Tone.BAD),
    AUTOPLAY_BLOCKED(Tone.WARN),
    FROZEN(Tone.BAD),
    PEER_CRASHED(Tone.BAD),
    PEER_GONE(Tone.BAD),
    SIGNALING_LOST(Tone.WARN),
    PATH_LOST(Tone.BAD),
    /** A reason only: ICE began anew and found a path. */
    ICE_RESTARTED(Tone.GOOD),
    /** A reason only: many checks were lost, but enough came through. */
    CHECKS_LOSSY(Tone.WARN),
    /** A reason only, and a harmless one: one interface had no way to a server, another had. */
    IPV6_ONLY_ERRORS(Tone.GOOD);

    private final Tone tone;

    Code(Tone tone) {
        this.tone = tone;
    }

    /** The word on the wire, such as {@code dtls-blocked}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How it sounds when nothing else is to be said. */
    public Tone tone() {
        return tone;
    }

    /** Whether it stands beside another verdict only. */
    public boolean isReasonOnly() {
        return switch (this) {
            case TURN_TCP_ONLY, ICE_RESTARTED, CHECKS_LOSSY, IPV6_ONLY_ERRORS -> true;
            default -> false;
        };
    }
}
