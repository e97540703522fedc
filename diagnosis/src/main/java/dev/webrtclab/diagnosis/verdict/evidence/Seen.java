package dev.webrtclab.diagnosis.verdict.evidence;

/**
 * Something that an event says.
 *
 * @param n number of the event
 * @param at when, in ms since the epoch on the lab clock
 */
public record Seen<T>(int n, double at, T what) {}
