package dev.webrtclab.mediapeer.testing;

import dev.webrtclab.mediapeer.sessions.SessionLimits;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import java.time.Duration;
import java.util.List;

/** Messages as the signaling service sends them. */
public final class Samples {
    public static final List<SourceInfo> SOURCES = List.of(new SourceInfo("pattern", "Bars"));
    public static final List<IceServer> ICE =
            List.of(
                    new IceServer(List.of("stun:198.51.100.10:3478"), null, null),
                    new IceServer(
                            List.of("turn:198.51.100.10:3478?transport=udp"), "1:s", "c2VjcmV0"));

    private Samples() {}

    /** 4 sessions, 2 per worker, patience as in production. */
    public static SessionLimits limits() {
        return limits(4, 2, 100);
    }

    public static SessionLimits limits(int maxSessions, int perWorker, int maxServed) {
        return limits(maxSessions, perWorker, 1, maxServed);
    }

    /** 4 sessions, 2 per worker, and no worker beyond the one that is being filled. */
    public static SessionLimits withoutStandby() {
        return limits(4, 2, 0, 100);
    }

    private static SessionLimits limits(
            int maxSessions, int perWorker, int standby, int maxServed) {
        return new SessionLimits(
                maxSessions,
                perWorker,
                standby,
                maxServed,
                400 << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                2,
                10,
                1);
    }

    public static PeerId peer(String id) {
        return new PeerId(id);
    }

    public static SignalingToPeer start(String peer) {
        return start(peer, true);
    }

    public static SignalingToPeer start(String peer, boolean trickle) {
        return new SignalingToPeer.StartPeer(
                peer(peer), new RoomId("room"), "pattern", trickle, null, null, null);
    }

    public static SignalingToPeer offer(String peer, String remote) {
        return offer(peer, remote, sdp("4611"));
    }

    public static SignalingToPeer offer(String peer, String remote, String sdp) {
        return signal(peer, remote, new Signal.Offer(new SessionDescription("offer", sdp)));
    }

    public static SignalingToPeer candidate(String peer, String remote, String foundation) {
        return candidateLine(
                peer,
                remote,
                "candidate:" + foundation + " 1 udp 2130706431 192.168.1.5 54321 typ host");
    }

    public static SignalingToPeer candidateLine(String peer, String remote, String line) {
        return signal(
                peer,
                remote,
                new Signal.IceCandidate(new CandidateInit(line, "0", 0, null), null, null));
    }

    public static SignalingToPeer signal(String peer, String remote, Signal signal) {
        return new SignalingToPeer.Signaled(peer(peer), peer(remote), signal, ICE);
    }

    /** An offer that can receive video; {@code session} is the session id of its origin line. */
    public static String sdp(String session) {
        return "v=0\r\no=- "
                + session
                + " 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
                + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\n"
                + "a=ice-ufrag:aB3+\r\na=ice-pwd:0123456789abcdefghijkl\r\n"
                + "a=fingerprint:sha-256 "
                + "AB:".repeat(31)
                + "AB\r\na=setup:actpass\r\na=mid:0\r\na=recvonly\r\na=rtcp-mux\r\n"
                + "a=rtpmap:96 VP8/90000\r\n";
    }
}
