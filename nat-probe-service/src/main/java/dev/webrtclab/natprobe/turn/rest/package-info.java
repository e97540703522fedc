/** TURN checks over HTTP: for the page, and as an exporter for Prometheus. */
@NullMarked
package dev.webrtclab.natprobe.turn.rest;

import org.jspecify.annotations.NullMarked;
