package dev.webrtclab.natprobe.testing;

/** How a scripted STUN server behaves. */
public enum ServerManner {
    /** As RFC 5780 says. */
    HONEST,
    /** No OTHER-ADDRESS, and CHANGE-REQUEST is ignored, as public servers do. */
    WITHOUT_RFC5780,
    /**
     * OTHER-ADDRESS is its own address and port; CHANGE-REQUEST is ignored: every NAT would look
     * open.
     */
    NAMES_ITSELF,
    /** OTHER-ADDRESS has another port but the same address. */
    NAMES_OWN_OTHER_PORT,
    /** Answers CHANGE-REQUEST from where it was asked. */
    IGNORES_CHANGE_REQUEST,
    /** Answers CHANGE-REQUEST from the other port when the other address was asked for. */
    CHANGES_PORT_ONLY,
    /** Answers CHANGE-REQUEST with error 420. */
    REFUSES_CHANGE_REQUEST,
    /** Never answers CHANGE-REQUEST. */
    SILENT_ON_CHANGE_REQUEST,
    /** OTHER-ADDRESS is right, but nobody listens there. */
    OTHER_ADDRESS_DEAD,
    /** All answers come from the other port. */
    ANSWERS_FROM_ELSEWHERE,
    /** Every answer has another transaction id. */
    WRONG_TRANSACTION_ID,
    /** Each answer is preceded by one with another transaction id and a false address. */
    FORGED_ANSWER_FIRST,
    /** The answer has no mapped address. */
    NO_MAPPED_ADDRESS,
    /** Every request is refused with error 401. */
    WANTS_CREDENTIALS,
    /** Attributes that end before they begin. */
    BROKEN_ATTRIBUTES,
    /** Nothing is answered over UDP, TCP works. */
    UDP_DROPPED,
    /** Nothing is answered over TCP, not even the handshake; UDP works. */
    TCP_DROPPED,
    /** TCP connections are refused; UDP works. */
    TCP_REFUSED,
    /** TCP connections stand, but stay without answer; UDP works. */
    TCP_MUTE,
    /** Nothing at all. */
    DOWN
}
