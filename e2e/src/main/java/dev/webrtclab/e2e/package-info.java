/**
 * Drives the whole stack from outside: the front door {@code lab}, Docker Compose, and a real
 * Chromium.
 */
@NullMarked
package dev.webrtclab.e2e;

import org.jspecify.annotations.NullMarked;
