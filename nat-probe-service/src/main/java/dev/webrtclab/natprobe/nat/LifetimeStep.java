package dev.webrtclab.natprobe.nat;

import java.time.Duration;

/** What one mapping, left alone for some time, showed. */
public sealed interface LifetimeStep {
    /** How long the mapping was meant to be left alone. */
    Duration planned();

    /**
     * A packet from the server still arrived.
     *
     * @param idle from the last packet of this mapping to the request for that one
     */
    record Alive(Duration planned, Duration idle) implements LifetimeStep {}

    /**
     * No packet arrived any more, while the same request for a fresh mapping was answered.
     *
     * @param idle from the last packet of this mapping to the last request
     */
    record Expired(Duration planned, Duration idle) implements LifetimeStep {}

    /** Neither. */
    record Undecided(Duration planned, Why why) implements LifetimeStep {}

    /** Why a step decides nothing. */
    enum Why {
        /** The server did not answer the request that was to make the mapping. */
        UNANSWERED,
        /** The server saw the socket's own address. */
        NO_MAPPING,
        /** The answer did not arrive, but for a fresh mapping it did not either. */
        UNPROVEN,
        /** The operating system refused. */
        FAILED
    }
}
