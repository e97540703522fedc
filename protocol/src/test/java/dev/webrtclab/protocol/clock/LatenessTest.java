package dev.webrtclab.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

/** On this machine's real counters; how they are added up is in {@link WaitsTest}. */
class LatenessTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Lateness lateness = new Lateness();

    private static void work(long millis) {
        long until = THREADS.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (THREADS.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void arrived_isAtLeastTheTimeThatTheThreadWorkedSinceItToldLast() {
        lateness.now();
        work(12);
        assertThat(lateness.now().arrived()).isGreaterThanOrEqualTo(12);
    }

    /** Time that a host takes from this machine counts as a rest, but not between all readings. */
    @Test
    void arrived_countsAPieceOfWork() throws InterruptedException {
        double most = 0;
        for (int round = 0; round < 20 && most < 15; round++) {
            Thread.sleep(5);
            lateness.now();
            work(15);
            lateness.worked();
            most = Math.max(most, lateness.now().arrived());
        }
        assertThat(most).isGreaterThanOrEqualTo(15);
    }

    /** A wait in the middle of a reading is in some of its numbers only. */
    @Test
    void done_isNotMoreThanArrived_andBothHaveALeastAndAMost() {
        int ordered = 0;
        for (int round = 0; round < 50; round++) {
            work(2);
            Lateness.Late late = lateness.now();
            assertThat(late.done()).isBetween(Waits.LEAST_MS, Waits.MOST_MS);
            assertThat(late.arrived()).isBetween(Waits.LEAST_MS, Waits.MOST_UNREAD_MS);
            ordered += late.done() <= late.arrived() ? 1 : 0;
        }
        assertThat(ordered).isGreaterThan(40);
    }
}
