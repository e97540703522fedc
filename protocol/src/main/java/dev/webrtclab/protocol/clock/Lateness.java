package dev.webrtclab.protocol.clock;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long ago something may have been that a thread tells of now. What it did itself was just now,
 * but for the time that it waited for a processor or for the garbage collector since it told
 * something last. What came in may have waited in its socket for as long as the thread has been
 * busy without a pause. Reading it waits for nothing. Safe for any number of threads.
 */
public final class Lateness {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getGarbageCollectorMXBeans();
    private final ThreadLocal<Own> own = ThreadLocal.withInitial(Own::new);

    /**
     * Upper bounds in ms.
     *
     * @param done for what the thread did
     * @param arrived for what came in
     */
    public record Late(double done, double arrived) {}

    /** Of the present thread. */
    public Late now() {
        Own present = own.get();
        return present.waits.tells(read(present));
    }

    /**
     * The present thread was busy since it told last, whatever it waited for meanwhile: a lock, a
     * class, a slow disk.
     */
    public void worked() {
        Own present = own.get();
        present.waits.worked(read(present));
    }

    private Waits.Reading read(Own present) {
        return new Waits.Reading(
                System.nanoTime(),
                threads.getCurrentThreadCpuTime(),
                present.schedule.waited(),
                collected());
    }

    private long collected() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    /** Of one thread. */
    private static final class Own {
        private final Waits waits = new Waits();
        private final Schedule schedule = new Schedule();
    }

    /** What the kernel tells of one thread; a system without it tells of no wait. */
    private static final class Schedule {
        private static final int LONGEST = 128;

        private final byte[] text = new byte[LONGEST];
        private final @Nullable RandomAccessFile file = open();
        private long waitedNanos;

        private static @Nullable RandomAccessFile open() {
            try {
                return new RandomAccessFile("/proc/thread-self/schedstat", "r");
            } catch (IOException e) {
                return null;
            }
        }

        /** Second of three numbers: ns ready to run but not running. */
        long waited() {
            if (file == null) {
                return waitedNanos;
            }
            try {
                file.seek(0);
                int length = Math.max(0, file.read(text));
                String[] numbers =
                        new String(text, 0, length, StandardCharsets.US_ASCII).split(" ");
                if (numbers.length > 1) {
                    waitedNanos = Long.parseLong(numbers[1]);
                }
            } catch (IOException | NumberFormatException e) {
                // The last number stands.
            }
            return waitedNanos;
        }
    }
}
