package dev.webrtclab.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
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
    void arrived_countsAPieceOfWork() throws Exception {
        double most = 0;
        for (int round = 0; round < 20 && most < 15; round++) {
            most = Math.max(most, ofANewThread(this::pieceOfWork));
        }
        assertThat(most).isBetween(15.0, 1000.0);
    }

    private double pieceOfWork() {
        lateness.now();
        work(15);
        lateness.worked();
        return lateness.now().arrived();
    }

    /** It has done nothing before, which would count as well. */
    private static double ofANewThread(Callable<Double> round) throws Exception {
        FutureTask<Double> task = new FutureTask<>(round);
        Thread.ofPlatform().start(task);
        return task.get();
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
