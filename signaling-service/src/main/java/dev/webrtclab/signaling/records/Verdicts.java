package dev.webrtclab.signaling.records;

import dev.webrtclab.diagnosis.verdict.Diagnosis;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.SessionRecord;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the diagnosis says of the records that are kept. Verdicts of ended records are remembered as
 * long as no event follows. Safe for any number of threads.
 */
public final class Verdicts {
    private static final int MOST_REMEMBERED = 1000;

    private final SessionRecords records;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();

    private record Remembered(int events, Verdict verdict) {}

    /**
     * A verdict.
     *
     * @param isFinal the call is over; time alone changes nothing any more
     */
    public record Judged(Verdict verdict, boolean isFinal) {}

    /** Verdicts of these records. */
    public Verdicts(SessionRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** The verdict of a record as it is now; empty if there is no such record. */
    public Optional<Judged> of(String id) {
        return records.find(id).map(record -> judge(id, record));
    }

    private Judged judge(String id, SessionRecord record) {
        if (record.endedAt() == null) {
            return new Judged(Diagnosis.of(record, now()), false);
        }
        synchronized (remembered) {
            Remembered known = remembered.get(id);
            if (known != null && known.events() == record.events().size()) {
                return new Judged(known.verdict(), true);
            }
        }
        Verdict verdict = Diagnosis.of(record, record.endedAt());
        synchronized (remembered) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
            remembered.put(id, new Remembered(record.events().size(), verdict));
        }
        return new Judged(verdict, true);
    }

    private double now() {
        var instant = clock.instant();
        return instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6;
    }
}
