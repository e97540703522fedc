package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.CandidateGuard;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last check before text reaches a process with native code: only what a positive grammar knows
 * goes on. The signaling service has checked before; this one trusts nobody.
 */
final class Intake {
    private static final int MAX_ICE_SERVERS = 8;
    private static final int MAX_SECTION = 15;

    /** User name and session id of the origin line: equal as long as a peer connection lives. */
    private static final Pattern ORIGIN = Pattern.compile("^o=(\\S+ \\S+) ", Pattern.MULTILINE);

    private Intake() {}

    /** An offer that may be handed on. */
    record Accepted(String sdp, String origin, List<IceServer> iceServers) {}

    static Accepted offer(SessionDescription offer, List<IceServer> iceServers)
            throws RefusedException {
        if (!offer.type().equals("offer")) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "an offer holds a description of type offer");
        }
        GuardedSdp sdp = SdpGuard.accept(offer.sdp());
        if (!sdp.receivesVideo()) {
            throw new RefusedException(
                    ErrorCode.NO_VIDEO_OFFERED,
                    "a video section with direction recvonly or sendrecv is needed");
        }
        servers(iceServers);
        return new Accepted(sdp.text(), origin(sdp), iceServers);
    }

    static void servers(List<IceServer> iceServers) throws RefusedException {
        if (iceServers.size() > MAX_ICE_SERVERS) {
            throw new RefusedException(
                    ErrorCode.ICE_URL_REFUSED, "at most " + MAX_ICE_SERVERS + " ICE servers");
        }
        for (IceServer server : iceServers) {
            for (String url : server.urls()) {
                IceUrlGuard.accept(url, server.username(), server.credential());
            }
        }
    }

    /** An answer that may be handed on. */
    static String answer(SessionDescription answer) throws RefusedException {
        if (!answer.type().equals("answer")) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "an answer holds a description of type answer");
        }
        return SdpGuard.accept(answer.sdp()).text();
    }

    static WorkerCommand.Candidate candidate(String session, CandidateInit candidate)
            throws RefusedException {
        Integer section = candidate.sdpMLineIndex();
        if (section != null && (section < 0 || section > MAX_SECTION)) {
            throw new RefusedException(
                    ErrorCode.CANDIDATE_REFUSED, "sdpMLineIndex must be from 0 to " + MAX_SECTION);
        }
        return new WorkerCommand.Candidate(
                session,
                CandidateGuard.accept(candidate.candidate()).text(),
                candidate.sdpMid(),
                section);
    }

    private static String origin(GuardedSdp sdp) {
        Matcher origin = ORIGIN.matcher(sdp.text());
        return origin.find() ? origin.group(1) : "";
    }
}
