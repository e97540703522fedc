package dev.webrtclab.signaling.room;

/**
 * When something came in from the network.
 *
 * @param at in ms on the lab clock
 * @param uncertaintyMs half width of its error: how long it may have waited before it was read
 */
public record Arrival(double at, double uncertaintyMs) {}
