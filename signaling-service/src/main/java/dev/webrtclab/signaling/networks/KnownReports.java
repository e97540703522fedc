package dev.webrtclab.signaling.networks;

import dev.webrtclab.signaling.networks.NatReport.Measured;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest NAT report of each network position. Answers of a probe may overtake each other: one
 * that was measured earlier does not replace a later one. For any number of threads.
 */
public final class KnownReports {
    private final Map<String, Known> newest = new ConcurrentHashMap<>();

    private record Known(Instant at, Measured report) {}

    /**
     * Takes a report that arrived.
     *
     * @param at when it was measured, by the clock of its probe
     */
    public void keep(String network, Instant at, Measured report) {
        newest.merge(
                network,
                new Known(at, report),
                (known, arrived) -> arrived.at().isBefore(known.at()) ? known : arrived);
    }

    /** The newest one; empty when none has arrived. */
    public Optional<Measured> find(String network) {
        return Optional.ofNullable(newest.get(network)).map(Known::report);
    }
}
