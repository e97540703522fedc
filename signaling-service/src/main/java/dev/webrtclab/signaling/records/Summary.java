package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.Participant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in a list.
 *
 * @param startedAt in ms since the epoch on the lab clock
 * @param endedAt {@code null} while it lasts
 * @param events how many it has
 * @param imported it came as a file
 */
public record Summary(
        String id,
        double startedAt,
        @Nullable Double endedAt,
        List<Participant> participants,
        int events,
        boolean imported) {}
