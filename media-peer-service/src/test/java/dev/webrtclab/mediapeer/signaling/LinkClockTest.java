package dev.webrtclab.mediapeer.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkClockTest {
    private final LinkClock clock = new LinkClock();

    @Test
    void beforeTheFirstAnswer_theLabTimeIsUnknown() {
        assertThat(clock.toLab(1000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // t1, t2, t3, t4, offset, half of the round trip
        "1000, 6010, 6010, 1020, 5000, 10",
        "1000, 6010, 6110, 1120, 5000, 10",
        "9000, 1004, 1004, 9008, -8000, 4",
        "1000, 1000, 1000, 1000, 0, 0"
    })
    void offsetAndUncertainty_comeFromOneExchange(
            double t1, double t2, double t3, double t4, double offset, double uncertainty) {
        clock.answered(t1, t2, t3, t4);
        LinkClock.LabTime lab = clock.toLab(t4).orElseThrow();
        assertThat(lab.at()).isCloseTo(t4 + offset, within(1e-9));
        assertThat(lab.uncertaintyMs()).isCloseTo(uncertainty, within(1e-9));
    }

    @Test
    void truth_liesWithinTheUncertainty_whenOneWayIsSlow() {
        clock.answered(1000, 6040, 6040, 1041);
        LinkClock.LabTime lab = clock.toLab(2000).orElseThrow();
        assertThat(lab.at()).isBetween(7000 - lab.uncertaintyMs(), 7000 + lab.uncertaintyMs());
    }

    @Test
    void shortestRoundTrip_wins() {
        clock.answered(1000, 6001, 6001, 1002);
        clock.answered(3000, 8090, 8090, 3100);
        assertThat(clock.toLab(3100).orElseThrow().at()).isCloseTo(8100, within(1e-9));
    }

    @Test
    void oldSample_losesAsClocksMayDriftApart() {
        clock.answered(1000, 6001, 6001, 1002);
        assertThat(clock.toLab(101_002).orElseThrow().uncertaintyMs()).isCloseTo(11, within(1e-6));
        clock.answered(101_000, 106_010, 106_010, 101_008);
        assertThat(clock.toLab(101_008).orElseThrow().uncertaintyMs()).isCloseTo(4, within(1e-6));
    }

    @Test
    void onlyTheLastAnswersCount_andNoneAfterARestart() {
        clock.answered(0, 5000, 5000, 0);
        for (int i = 1; i <= 8; i++) {
            clock.answered(i, i + 7005, i + 7005, i + 10);
        }
        assertThat(clock.toLab(20).orElseThrow().at()).isCloseTo(7020, within(1.0));
        clock.restart();
        assertThat(clock.toLab(20)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, 5, 4, 1001", "1000, 5, 5, 999", "1000, NaN, 5, 1001"})
    void impossibleAnswers_areIgnored(double t1, double t2, double t3, double t4) {
        clock.answered(t1, t2, t3, t4);
        assertThat(clock.toLab(t4)).isEmpty();
    }
}
