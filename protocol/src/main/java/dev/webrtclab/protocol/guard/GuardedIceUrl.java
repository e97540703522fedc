package dev.webrtclab.protocol.guard;

import org.jspecify.annotations.Nullable;

/** A STUN or TURN URL that passed {@link IceUrlGuard}; there is no other way to make one. */
public final class GuardedIceUrl {
    private final String url;
    private final @Nullable String username;
    private final @Nullable String credential;

    GuardedIceUrl(String url, @Nullable String username, @Nullable String credential) {
        this.url = url;
        this.username = username;
        this.credential = credential;
    }

    /** The URL, unchanged. */
    public String url() {
        return url;
    }

    /** User name; {@code null} for stun. */
    public @Nullable String username() {
        return username;
    }

    /** Password; {@code null} for stun. Never log it. */
    public @Nullable String credential() {
        return credential;
    }

    @Override
    public String toString() {
        return url;
    }
}
