package dev.webrtclab.diagnosis.internals;

import dev.webrtclab.protocol.Bounds;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionEvent.Observed;
import dev.webrtclab.protocol.record.SessionEvent.Signal;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of one end in the making. */
final class Half {
    static final PeerId HERE = new PeerId("browser");
    static final PeerId THERE = new PeerId("other-end");

    /** Calls and events are stamped when they happen. */
    static final double EXACT_MS = 1;

    /** Statistics are taken each second: what changed did so within that second. */
    static final double SAMPLED_MS = 500;

    private static final int MOST_EVENTS = 20_000;

    private record Draft(double at, double uncertaintyMs, PeerId from, SessionEvent.What what) {}

    private final List<Draft> drafts = new ArrayList<>();
    private int dropped;

    void observed(double at, double uncertaintyMs, EvidenceEvent event) {
        try {
            Bounds.check((Record) event);
            add(new Draft(at, uncertaintyMs, HERE, new Observed(event)));
        } catch (IllegalArgumentException tooLong) {
            dropped++;
        }
    }

    /** The other end's candidate, when it was given to this end's engine. */
    void announced(double at, String line) {
        add(
                new Draft(
                        at,
                        EXACT_MS,
                        THERE,
                        new Signaled(
                                Signal.CANDIDATE,
                                line.length(),
                                at,
                                EXACT_MS,
                                withoutUfrag(line),
                                null,
                                null)));
    }

    private void add(Draft draft) {
        if (drafts.size() < MOST_EVENTS) {
            drafts.add(draft);
        } else {
            dropped++;
        }
    }

    /** A candidate line as the record keeps it. */
    static String withoutUfrag(String line) {
        return Text.printable(line.replaceAll(" ufrag \\S+", ""));
    }

    /**
     * @param isCaller whether this end made the first offer
     * @param endedAt when it was closed
     */
    SessionRecord record(boolean isCaller, double startedAt, @Nullable Double endedAt) {
        drafts.sort(Comparator.comparingDouble(Draft::at));
        List<SessionEvent> events = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean isHere = draft.from().equals(HERE);
            events.add(
                    new SessionEvent(
                            events.size() + 1,
                            draft.at(),
                            draft.uncertaintyMs(),
                            Source.measured(Source.Where.BROWSER, HERE),
                            draft.from().value(),
                            isHere ? null : HERE.value(),
                            draft.what()));
        }
        Participant here = participant(HERE);
        Participant there = participant(THERE);
        return new SessionRecord(
                "imported-dump",
                startedAt,
                endedAt,
                isCaller ? List.of(here, there) : List.of(there, here),
                events,
                dropped);
    }

    private static Participant participant(PeerId id) {
        return new Participant(id, Participant.Role.BROWSER, null, null, null);
    }
}
