package dev.webrtclab.protocol.record;

import org.jspecify.annotations.Nullable;

/**
 * One line of coturn's log about an allocation or an attempt at one.
 *
 * @param user part after the colon of the time-limited user name
 * @param code STUN error code of a refusal
 * @param text what it said
 * @param client address:port of the client as the server saw it
 * @param relayed relayed transport address
 * @param peer address of a permission, address:port of a channel
 * @param transport of the client: {@code udp}, {@code tcp}, {@code tls}
 * @param lifetimeS in seconds
 * @param receivedBytes from the client, in bytes
 * @param sentBytes to the client, in bytes
 */
public record RelayEvent(
        Type what,
        String user,
        @Nullable Integer code,
        @Nullable String text,
        @Nullable String client,
        @Nullable String relayed,
        @Nullable String peer,
        @Nullable String transport,
        @Nullable Integer lifetimeS,
        @Nullable Long receivedBytes,
        @Nullable Long sentBytes) {
    /** What happened. */
    public enum Type {
        CREDENTIALS_REFUSED,
        ALLOCATED,
        REFRESHED,
        PERMISSION,
        PERMISSION_REFUSED,
        CHANNEL_BOUND,
        QUOTA_REFUSED,
        /** Any other refusal. */
        REFUSED,
        USAGE,
        CLOSED
    }
}
