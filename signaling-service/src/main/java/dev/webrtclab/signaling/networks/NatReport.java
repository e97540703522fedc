package dev.webrtclab.signaling.networks;

import dev.webrtclab.diagnosis.nat.NetworkFacts;

/** The NAT report of one network position, or why there is none. */
public sealed interface NatReport {
    /**
     * A probe in that position answered.
     *
     * @param json its report as it came
     * @param facts what a forecast needs of it
     */
    record Measured(String json, NetworkFacts facts) implements NatReport {}

    /**
     * There is none.
     *
     * @param probe whether a probe is there at all
     * @param why as an English sentence
     */
    record Missing(Probe probe, String why) implements NatReport {}

    /** What is known of the probe that gave no report. */
    enum Probe {
        /** Nothing has its name. */
        ABSENT,
        /** It does not answer, or not in time. */
        DOWN
    }
}
