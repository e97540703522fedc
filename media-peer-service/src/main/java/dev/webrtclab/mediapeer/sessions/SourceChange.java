package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One peer on its way to another source: which of its connections are there. Not thread-safe. */
final class SourceChange {
    final SourceChoice choice;
    final Instant until;

    /** Sessions that have not answered. */
    final Set<String> waiting = new LinkedHashSet<>();

    /** Sessions that show it. */
    final Set<String> changed = new LinkedHashSet<>();

    /** What the first of them shows. */
    @Nullable Shown shown;

    /** Why one of them can not: then none shall. */
    @Nullable Refusal refusal;

    SourceChange(SourceChoice choice, Instant until) {
        this.choice = choice;
        this.until = until;
    }

    boolean waitsFor(String session, String source) {
        return choice.source().equals(source) && waiting.contains(session);
    }

    void refused(Refusal why) {
        if (refusal == null) {
            refusal = why;
        }
    }
}
