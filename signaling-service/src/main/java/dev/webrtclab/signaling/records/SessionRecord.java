package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one peer connection at one moment.
 *
 * @param startedAt first offer, in ms since the epoch on the lab clock
 * @param endedAt end of the connection, {@code null} while it lasts
 * @param caller the end that made the first offer
 * @param events in the order of arrival
 * @param dropped events that came after the record was full
 */
public record SessionRecord(
        String id,
        double startedAt,
        @Nullable Double endedAt,
        Participant caller,
        Participant callee,
        List<SessionEvent> events,
        int dropped) {
    public SessionRecord {
        events = List.copyOf(events);
    }

    /** Whether a peer is one of the two ends. */
    public boolean concerns(PeerId peer) {
        return caller.peer().equals(peer) || callee.peer().equals(peer);
    }
}
