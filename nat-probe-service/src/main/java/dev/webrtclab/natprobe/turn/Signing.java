package dev.webrtclab.natprobe.turn;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of one check are signed with: nothing before a challenge, then credentials and
 * the latest nonce. A stale nonce (438) is answered once per request.
 */
final class Signing {
    private Ask.@Nullable Auth auth;
    private boolean isRenewed;

    /** How the next request is signed, null when it is not. */
    Ask.@Nullable Auth auth() {
        return auth;
    }

    @Nullable Credentials credentials() {
        return auth == null ? null : auth.credentials();
    }

    Ask.Auth begin(Credentials credentials, String realm, String nonce) {
        Ask.Auth first = new Ask.Auth(credentials, realm, nonce);
        auth = first;
        return first;
    }

    /** Whether a 438 can be answered by asking again with the new nonce: once per request. */
    boolean renews(Event.Rejected rejected) {
        return rejected.code() == 438 && auth != null && rejected.nonce() != null && !isRenewed;
    }

    Ask.Auth renew(Event.Rejected stale) {
        Ask.Auth old = Objects.requireNonNull(auth);
        isRenewed = true;
        return begin(
                old.credentials(),
                stale.realm() == null ? old.realm() : stale.realm(),
                Objects.requireNonNull(stale.nonce()));
    }

    /** Another request is next. */
    void next() {
        isRenewed = false;
    }
}
