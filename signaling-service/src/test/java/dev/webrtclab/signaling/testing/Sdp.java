package dev.webrtclab.signaling.testing;

/** Session descriptions as browsers write them, written for these tests. */
public final class Sdp {
    private static final String SESSION =
            "v=0\r\no=- 46117317 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n";
    private static final String TRANSPORT =
            "c=IN IP4 0.0.0.0\r\na=ice-ufrag:aB3+\r\na=ice-pwd:0123456789abcdefghijkl\r\n"
                    + "a=fingerprint:sha-256 "
                    + "AB:".repeat(31)
                    + "AB\r\na=setup:actpass\r\na=mid:0\r\n";

    /** Wants to see video. */
    public static final String OFFER =
            SESSION
                    + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
                    + TRANSPORT
                    + "a=recvonly\r\na=rtcp-mux\r\na=rtpmap:96 VP8/90000\r\n";

    /** Sends video. */
    public static final String ANSWER =
            OFFER.replace("a=recvonly", "a=sendonly").replace("actpass", "active");

    /** Has no video at all. */
    public static final String AUDIO_OFFER =
            SESSION
                    + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
                    + TRANSPORT
                    + "a=rtpmap:111 opus/48000/2\r\n";

    private Sdp() {}

    /** A text as it stands in JSON, without quotes. */
    public static String json(String sdp) {
        return sdp.replace("\r", "\\r").replace("\n", "\\n");
    }

    /** An offer message; {@code target} may be empty. */
    public static String offerTo(String target) {
        return "{'type':'offer',"
                + (target.isEmpty() ? "" : "'target':'" + target + "',")
                + "'offer':{'type':'offer','sdp':'"
                + json(OFFER)
                + "'}}";
    }

    /** An answer message. */
    public static String answerTo(String target) {
        return "{'type':'answer','target':'"
                + target
                + "','answer':{'type':'answer','sdp':'"
                + json(ANSWER)
                + "'}}";
    }

    /** A candidate message. */
    public static String candidateTo(String target) {
        return "{'type':'ice_candidate','target':'"
                + target
                + "','candidate':{'candidate':'candidate:1 1 udp 2130706431 192.168.77.5 54321 typ"
                + " host','sdpMid':'0','sdpMLineIndex':0,'usernameFragment':'aB3+'}}";
    }
}
