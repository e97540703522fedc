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
    /** From a message to the line about it, measured on an idle thread: nine of ten are sooner. */
    private static final double LEAST_MS = 0.5;

    /** Longer waits were over before what is told now. */
    private static final double MOST_MS = 100;

    /** Nobody leaves something unread for longer. */
    private static final double MOST_UNREAD_MS = 2000;

    /** A thread that rested this long had read all that had come in. */
    private static final double REST_MS = 0.5;

    /**
     * Upper bounds in ms.
     *
     * @param done for what the thread did
     * @param arrived for what came in
     */
    public record Late(double done, double arrived) {}

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getGarbageCollectorMXBeans();
    private final ThreadLocal<Waits> waits = ThreadLocal.withInitial(Waits::new);

    /** Of the present thread. */
    public Late now() {
        return waits.get().next(System.nanoTime(), threads.getCurrentThreadCpuTime(), collected());
    }

    /**
     * The present thread was busy since it told last, whatever it waited for meanwhile: a lock, a
     * class, a slow disk.
     */
    public void worked() {
        waits.get().worked(System.nanoTime(), threads.getCurrentThreadCpuTime(), collected());
    }

    private long collected() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    /** Of one thread. */
    private static final class Waits {
        private static final int LONGEST = 128;

        private final byte[] text = new byte[LONGEST];
        private @Nullable RandomAccessFile file;
        private long waitedNanos;
        private long collectedMs;
        private long ranNanos;
        private long askedNanos;
        private double busyMs;

        Waits() {
            try {
                file = new RandomAccessFile("/proc/thread-self/schedstat", "r");
            } catch (IOException e) {
                file = null;
            }
        }

        Late next(long nanos, long ran, long collected) {
            long waited = waited();
            double collecting = collected > collectedMs ? collected - collectedMs + 1 : 0;
            double waiting = Math.max(0, waited - waitedNanos) / 1e6 + collecting;
            double working = Math.max(0, ran - ranNanos) / 1e6 + waiting;
            boolean rested = (nanos - askedNanos) / 1e6 - working > REST_MS;
            busyMs = rested ? working : busyMs + (nanos - askedNanos) / 1e6;
            told(nanos, ran, waited, collected);
            return new Late(
                    Math.min(LEAST_MS + waiting, MOST_MS),
                    Math.min(LEAST_MS + busyMs, MOST_UNREAD_MS));
        }

        void worked(long nanos, long ran, long collected) {
            busyMs += (nanos - askedNanos) / 1e6;
            told(nanos, ran, waited(), collected);
        }

        private void told(long nanos, long ran, long waited, long collected) {
            waitedNanos = waited;
            collectedMs = collected;
            ranNanos = ran;
            askedNanos = nanos;
        }

        /** Second of three numbers: ns ready to run but not running. */
        private long waited() {
            try {
                if (file == null) {
                    return waitedNanos;
                }
                file.seek(0);
                int length = Math.max(0, file.read(text));
                String[] numbers =
                        new String(text, 0, length, StandardCharsets.US_ASCII).split(" ");
                return numbers.length > 1 ? Long.parseLong(numbers[1]) : waitedNanos;
            } catch (IOException | NumberFormatException e) {
                return waitedNanos;
            }
        }
    }
}
