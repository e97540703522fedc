/** Network positions over REST. */
@NullMarked
package dev.webrtclab.signaling.networks.rest;

import org.jspecify.annotations.NullMarked;
