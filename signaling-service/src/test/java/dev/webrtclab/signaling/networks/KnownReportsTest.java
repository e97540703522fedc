package dev.webrtclab.signaling.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.diagnosis.nat.NetworkFacts;
import dev.webrtclab.signaling.networks.NatReport.Measured;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Measured BEFORE = new Measured("before", NetworkFacts.UNKNOWN);
    private static final Measured AFTER = new Measured("after", NetworkFacts.UNKNOWN);

    private final KnownReports known = new KnownReports();

    @Test
    void nothingArrived_nothingIsKnown() {
        known.keep("symmetric", NOON, BEFORE);

        assertThat(known.find("full-cone")).isEmpty();
    }

    @Test
    void laterMeasurement_replacesAnEarlierOne() {
        known.keep("second", NOON, BEFORE);
        known.keep("second", NOON.plusMillis(1), AFTER);

        assertThat(known.find("second")).contains(AFTER);
    }

    @Test
    void answerThatWasOvertaken_replacesNothing() {
        known.keep("second", NOON.plusSeconds(3), AFTER);
        known.keep("second", NOON, BEFORE);

        assertThat(known.find("second")).contains(AFTER);
    }

    @Test
    void sameMeasurementAgain_isTheOneThatArrivedLast() {
        known.keep("second", NOON, BEFORE);
        known.keep("second", NOON, AFTER);

        assertThat(known.find("second")).contains(AFTER);
    }
}
