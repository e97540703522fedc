package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record event by event at the speed of its reader; nothing is kept for it. For one thread
 * at a time.
 */
public final class RecordReader implements AutoCloseable {
    private final Recording recording;
    private final Runnable more;
    private int read;

    RecordReader(Recording recording, Runnable more) {
        this.recording = recording;
        this.more = more;
        recording.watch(more);
    }

    /** The next event; {@code null} while there is none. */
    public @Nullable SessionEvent next() {
        SessionEvent next = recording.after(read);
        if (next != null) {
            read++;
        }
        return next;
    }

    /** How many events were read. */
    public int read() {
        return read;
    }

    /** How many events there are; from any thread. */
    public int count() {
        return recording.count();
    }

    /** Whether the record is no longer kept: nothing follows. */
    public boolean isForgotten() {
        return recording.isForgotten();
    }

    @Override
    public void close() {
        recording.unwatch(more);
    }
}
