package dev.webrtclab.diagnosis.internals;

import dev.webrtclab.diagnosis.verdict.Diagnosis;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.SessionRecord;
import java.util.List;

/**
 * One end's half of a call.
 *
 * @param record without events of the other end, the signaling service, STUN and TURN servers
 * @param savedAt when the dump was saved, in ms since the epoch
 * @param missing what a dump never has
 */
public record Imported(SessionRecord record, double savedAt, List<Point> missing) {
    public Imported {
        missing = List.copyOf(missing);
    }

    /** The verdict on that half. */
    public Verdict verdict() {
        return Diagnosis.of(record, savedAt, missing);
    }
}
