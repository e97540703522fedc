/** JSON form of session records. */
@NullMarked
package dev.webrtclab.signaling.records.rest;

import org.jspecify.annotations.NullMarked;
