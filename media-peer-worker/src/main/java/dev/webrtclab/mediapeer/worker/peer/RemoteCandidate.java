package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.CandidateGuard;
import dev.webrtclab.protocol.guard.GuardedCandidate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A candidate of the remote that may reach the native library: line, section id and section index
 * all keep a positive grammar. There is no other way to make one than {@link #accept}.
 */
public final class RemoteCandidate {
    private static final Pattern MID = Pattern.compile("[A-Za-z0-9._-]{0,32}");
    private static final int MOST_SECTIONS = 16;

    private final GuardedCandidate line;
    private final String mid;
    private final int sectionIndex;

    private RemoteCandidate(GuardedCandidate line, String mid, int sectionIndex) {
        this.line = line;
        this.mid = mid;
        this.sectionIndex = sectionIndex;
    }

    /**
     * Accepts a candidate as it came over the wire.
     *
     * @throws RefusedException {@link ErrorCode#CANDIDATE_REFUSED}
     */
    public static RemoteCandidate accept(
            String candidate, @Nullable String sdpMid, @Nullable Integer sdpMLineIndex)
            throws RefusedException {
        GuardedCandidate line = CandidateGuard.accept(candidate);
        String mid = sdpMid == null ? "" : sdpMid;
        if (!MID.matcher(mid).matches()) {
            throw refused("sdpMid is not the id of a media section");
        }
        if (sdpMLineIndex != null && (sdpMLineIndex < 0 || sdpMLineIndex >= MOST_SECTIONS)) {
            throw refused("sdpMLineIndex must be from 0 to 15");
        }
        if (!line.isEndOfCandidates() && mid.isEmpty() && sdpMLineIndex == null) {
            throw refused("sdpMid or sdpMLineIndex is needed");
        }
        return new RemoteCandidate(line, mid, sdpMLineIndex == null ? 0 : sdpMLineIndex);
    }

    /** The guarded line. */
    public GuardedCandidate line() {
        return line;
    }

    /** Id of the media section; empty: the index counts. */
    public String mid() {
        return mid;
    }

    /** Index of the media section, 0 to 15. */
    public int sectionIndex() {
        return sectionIndex;
    }

    private static RefusedException refused(String rule) {
        return new RefusedException(ErrorCode.CANDIDATE_REFUSED, rule);
    }
}
