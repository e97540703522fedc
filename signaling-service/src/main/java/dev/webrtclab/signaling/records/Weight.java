package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.Bounds;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.HashSet;
import java.util.Set;

/**
 * How many events of usual size something takes the room of: one, and one more for each half a
 * kilobyte of its texts.
 */
final class Weight {
    private static final int USUAL_BYTES = 512;
    private static final int PER_NUMBER = 16;

    private Weight() {}

    /** Of an event; the names of its ends are there anyway. */
    static int of(SessionEvent.What what) {
        return 1 + Bounds.size((Record) what) / USUAL_BYTES;
    }

    /** Of a record that came as a file: its events, its participants, and each name once. */
    static int of(SessionRecord file) {
        int weight = 0;
        int bytes = 0;
        Set<String> names = new HashSet<>();
        for (SessionEvent event : file.events()) {
            weight += of(event.what());
            bytes += PER_NUMBER * event.source().basis().size();
            names.add(event.from());
            if (event.to() != null) {
                names.add(event.to());
            }
            PeerId by = event.source().by();
            if (by != null) {
                names.add(by.value());
            }
        }
        for (String name : names) {
            bytes += Bounds.size(name);
        }
        for (Participant participant : file.participants()) {
            bytes += Bounds.size(participant);
        }
        return weight + bytes / USUAL_BYTES;
    }
}
