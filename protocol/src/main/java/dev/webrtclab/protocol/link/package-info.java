/**
 * Messages on the link between a media-peer-service and the signaling service; reference:
 * docs/protocol.md.
 */
@NullMarked
package dev.webrtclab.protocol.link;

import org.jspecify.annotations.NullMarked;
