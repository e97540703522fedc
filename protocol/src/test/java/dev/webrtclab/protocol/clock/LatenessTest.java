package dev.webrtclab.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

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
    void arrived_addsUpWhileTheThreadDoesNotRest() {
        lateness.now();
        work(8);
        lateness.now();
        work(8);
        assertThat(lateness.now().arrived()).isGreaterThanOrEqualTo(16);
    }

    @Test
    void arrived_countsWhatAPieceOfWorkWaitedFor() throws InterruptedException {
        lateness.now();
        Thread.sleep(15);
        lateness.worked();
        assertThat(lateness.now().arrived()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void arrived_doesNotCountARest() throws InterruptedException {
        lateness.now();
        Thread.sleep(1000);
        assertThat(lateness.now().arrived()).isLessThan(1000);
    }

    @Test
    void done_isNotMoreThanArrived_andBothHaveALeastAndAMost() {
        for (int round = 0; round < 50; round++) {
            work(2);
            Lateness.Late late = lateness.now();
            assertThat(late.done()).isBetween(0.5, late.arrived());
            assertThat(late.arrived()).isLessThanOrEqualTo(2000);
        }
    }
}
