package dev.webrtclab.protocol.record;

import dev.webrtclab.protocol.signaling.PeerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one peer connection at one moment.
 *
 * @param startedAt first offer, in ms since the epoch on the lab clock
 * @param endedAt end of the connection, {@code null} while it lasts
 * @param participants the end that made the first offer, then the other one
 * @param events in the order of arrival
 * @param dropped events that came after the record was full
 */
public record SessionRecord(
        String id,
        double startedAt,
        @Nullable Double endedAt,
        List<Participant> participants,
        List<SessionEvent> events,
        int dropped) {
    public SessionRecord {
        if (participants.size() != 2) {
            throw new IllegalArgumentException("a session has two participants");
        }
        participants = List.copyOf(participants);
        events = List.copyOf(events);
    }

    /**
     * When it ended, in ms since the epoch; of one that was saved while it lasted, when it was last
     * observed.
     */
    public double until() {
        return endedAt != null
                ? endedAt
                : events.stream().mapToDouble(SessionEvent::at).max().orElse(startedAt);
    }

    /** The end that made the first offer. */
    public Participant caller() {
        return participants.getFirst();
    }

    /** The other end. */
    public Participant callee() {
        return participants.getLast();
    }

    /** Whether a peer is one of the two ends. */
    public boolean concerns(PeerId peer) {
        return caller().peerId().equals(peer) || callee().peerId().equals(peer);
    }
}
