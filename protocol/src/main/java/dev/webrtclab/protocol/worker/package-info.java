/**
 * JSON lines between the media-peer-service and its worker processes; reference: docs/protocol.md.
 */
@NullMarked
package dev.webrtclab.protocol.worker;

import org.jspecify.annotations.NullMarked;
