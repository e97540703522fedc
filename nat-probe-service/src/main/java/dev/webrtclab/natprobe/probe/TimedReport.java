package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.NatReport;
import java.time.Duration;
import java.time.Instant;

/**
 * A report with its place and time.
 *
 * @param vantage whose network position it describes
 * @param at when the probe ended
 * @param took from first packet to verdict
 */
public record TimedReport(String vantage, Instant at, Duration took, NatReport report) {}
