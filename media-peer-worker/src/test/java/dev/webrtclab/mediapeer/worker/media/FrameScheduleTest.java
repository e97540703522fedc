package dev.webrtclab.mediapeer.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameScheduleTest {
    private static final long MS = 1_000_000;

    @Test
    void firstFrame_isDueAtOnce() {
        assertThat(new FrameSchedule(30, 5 * MS).untilDue(5 * MS)).isZero();
    }

    @Test
    void lateFrames_doNotShiftTheGrid() {
        FrameSchedule schedule = new FrameSchedule(100, 0);
        int drawn = 0;
        for (long now = 0; now < 1000 * MS; now += 3 * MS) {
            if (schedule.untilDue(now) <= 0) {
                schedule.drawn(now);
                drawn++;
            }
        }
        assertThat(drawn).isEqualTo(100);
    }

    @Test
    void missedTimes_areLeftOut() {
        FrameSchedule schedule = new FrameSchedule(100, 0);
        schedule.drawn(0);
        schedule.drawn(95 * MS);
        assertThat(schedule.untilDue(95 * MS)).isEqualTo(5 * MS);
    }

    @Test
    void hurriedFrame_takesThePlaceOfTheNextOne() {
        FrameSchedule schedule = new FrameSchedule(100, 0);
        schedule.drawn(0);
        schedule.drawn(4 * MS);
        assertThat(schedule.untilDue(4 * MS)).isEqualTo(16 * MS);
    }
}
