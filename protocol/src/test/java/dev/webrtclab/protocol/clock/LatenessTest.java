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

    @Test
    void arrived_countsAPieceOfWork() {
        lateness.now();
        work(15);
        lateness.worked();
        assertThat(lateness.now().arrived()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void done_isNotMoreThanArrived_andBothHaveALeastAndAMost() {
        for (int round = 0; round < 50; round++) {
            work(2);
            Lateness.Late late = lateness.now();
            assertThat(late.done()).isBetween(Waits.LEAST_MS, late.arrived());
            assertThat(late.arrived()).isLessThanOrEqualTo(Waits.MOST_UNREAD_MS);
        }
    }
}
