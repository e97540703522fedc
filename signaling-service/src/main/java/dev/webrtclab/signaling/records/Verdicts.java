package dev.webrtclab.signaling.records;

import dev.webrtclab.diagnosis.verdict.Diagnosis;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.SessionRecord;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the diagnosis says of the records that are kept: one verdict for all who ask, as long as no
 * event follows, and of a running record for half a second, since silence tells something too. One
 * record at a time is diagnosed. Safe for any number of threads; waits for its turn.
 */
public final class Verdicts {
    private static final int MOST_REMEMBERED = 1000;
    private static final double FRESH_MS = 500;

    private final SessionRecords records;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    private record Remembered(int events, double at, Judged judged) {}

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
        Judged known = known(id);
        if (known != null) {
            return Optional.of(known);
        }
        turn.lock();
        try {
            Judged made = known(id);
            return made != null
                    ? Optional.of(made)
                    : records.find(id).map(record -> judge(id, record));
        } finally {
            turn.unlock();
        }
    }

    private @Nullable Judged known(String id) {
        Summary now = records.summary(id).orElse(null);
        if (now == null) {
            return null;
        }
        synchronized (remembered) {
            Remembered last = remembered.get(id);
            return last != null
                            && last.events() == now.events()
                            && last.judged().isFinal() == (now.endedAt() != null)
                            && (last.judged().isFinal() || now() - last.at() < FRESH_MS)
                    ? last.judged()
                    : null;
        }
    }

    private Judged judge(String id, SessionRecord record) {
        double now = now();
        Double endedAt = record.endedAt();
        Judged judged =
                new Judged(Diagnosis.of(record, endedAt == null ? now : endedAt), endedAt != null);
        synchronized (remembered) {
            remembered.remove(id);
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
            remembered.put(id, new Remembered(record.events().size(), now, judged));
        }
        return judged;
    }

    private double now() {
        var instant = clock.instant();
        return instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6;
    }
}
