package dev.webrtclab.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.webrtclab.protocol.clock.Lateness.Late;
import dev.webrtclab.protocol.clock.Waits.Reading;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final double LEAST = Waits.LEAST_MS;

    private final Waits waits = new Waits();
    private double passed;
    private double ran;
    private double waited;
    private long collected;

    /** Time passes in which the thread runs and waits for a processor; of the rest it rests. */
    private Reading after(double ms, double running, double waiting) {
        passed += ms;
        ran += running;
        waited += waiting;
        return new Reading(nanos(passed), nanos(ran), nanos(waited), collected);
    }

    private static long nanos(double ms) {
        return Math.round(ms * 1e6);
    }

    private static void assertArrived(Late late, double ms) {
        assertThat(late.arrived()).isEqualTo(LEAST + ms, within(1e-6));
    }

    @Test
    void arrived_isTheTimeThatTheThreadWorkedSinceItToldLast() {
        waits.tells(after(1000, 1, 0));
        assertArrived(waits.tells(after(12, 12, 0)), 13);
    }

    @Test
    void arrived_addsUpWhileTheThreadDoesNotRest() {
        waits.tells(after(1000, 1, 0));
        waits.tells(after(8, 8, 0));
        assertArrived(waits.tells(after(8, 3, 5)), 17);
    }

    @Test
    void arrived_isNotLessThanDone_whenTheThreadWaitedWhileItsCountersWereRead() {
        waits.tells(after(1000, 1, 0));
        Late late = waits.tells(after(2, 2, 30));
        assertThat(late.done()).isEqualTo(LEAST + 30, within(1e-6));
        assertArrived(late, 1 + 32);
    }

    @Test
    void arrived_doesNotCountARest() {
        waits.tells(after(50, 50, 0));
        assertArrived(waits.tells(after(1000, 2, 1)), 3);
    }

    @Test
    void arrived_takesAPauseShorterThanARestForWork() {
        waits.tells(after(1000, 1, 0));
        assertArrived(waits.tells(after(10, 10 - Waits.REST_MS, 0)), 11);
    }

    @Test
    void arrived_countsWhatAPieceOfWorkWaitedFor() {
        waits.tells(after(1000, 1, 0));
        waits.worked(after(300, 5, 0));
        assertArrived(waits.tells(after(0, 0, 0)), 301);
    }

    @Test
    void done_countsOnlyWhatTheThreadWaitedFor() {
        waits.tells(after(1000, 1, 0));
        assertThat(waits.tells(after(12, 9, 3)).done()).isEqualTo(LEAST + 3, within(1e-6));
    }

    @Test
    void collection_countsAsAWait_andOneMillisecondMore() {
        waits.tells(after(1000, 1, 0));
        collected = 4;
        Late late = waits.tells(after(6, 1, 0));
        assertThat(late.done()).isEqualTo(LEAST + 5, within(1e-6));
        assertArrived(late, 7);
    }

    @Test
    void both_haveAMost() {
        waits.tells(after(1000, 1, 0));
        assertThat(waits.tells(after(9000, 1000, 8000)))
                .isEqualTo(new Late(Waits.MOST_MS, Waits.MOST_UNREAD_MS));
    }

    @Test
    void countersThatGoBack_countAsNothing() {
        waits.tells(new Reading(nanos(10), nanos(10), nanos(10), 10));
        Late late = waits.tells(new Reading(nanos(20), nanos(4), nanos(4), 4));
        assertThat(late).isEqualTo(new Late(LEAST, LEAST));
    }
}
