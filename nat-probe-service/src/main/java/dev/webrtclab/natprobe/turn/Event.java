package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an {@link Ask}. */
public sealed interface Event {
    /**
     * @param certificateEnd when the server's certificate ends, null without TLS
     */
    record Connected(@Nullable Instant certificateEnd) implements Event {}

    /** There is no connection. */
    record NotConnected(ConnectFailure failure) implements Event {}

    /** A success response; fields are null where the server left the attribute out. */
    record Granted(
            @Nullable Endpoint mapped,
            @Nullable Endpoint relayed,
            @Nullable Integer lifetimeSeconds)
            implements Event {}

    /** An error response; fields are null where the server left the attribute out. */
    record Rejected(
            int code,
            String reason,
            @Nullable String realm,
            @Nullable String nonce,
            @Nullable Endpoint alternate)
            implements Event {}

    record Silent(int sends, Duration waited) implements Event {}

    /** The connection ended, or a datagram was refused by the other host. */
    record Broken(boolean refused, String detail) implements Event {}

    /**
     * @param local where the echo socket is bound
     * @param mapped as a STUN server sees it, null when none answered
     */
    record PeerLocated(Endpoint local, @Nullable Endpoint mapped) implements Event {}

    record EchoEnded(EchoFigures figures) implements Event {}

    /** Why there is no connection. */
    sealed interface ConnectFailure {
        record TimedOut(Duration waited) implements ConnectFailure {}

        record Refused() implements ConnectFailure {}

        record NoRoute(String detail) implements ConnectFailure {}

        /**
         * @param names what the certificate is for
         */
        record CertificateForOthers(List<String> names, @Nullable Instant end)
                implements ConnectFailure {
            public CertificateForOthers {
                names = List.copyOf(names);
            }
        }

        record CertificateUntrusted(String issuer, @Nullable Instant end)
                implements ConnectFailure {}

        record CertificateExpired(Instant end) implements ConnectFailure {}

        record HandshakeFailed(String detail) implements ConnectFailure {}

        /** When the certificate that failed ends, null when it was none or does not say. */
        default @Nullable Instant certificateEnd() {
            return switch (this) {
                case CertificateExpired(Instant end) -> end;
                case CertificateForOthers(_, Instant end) -> end;
                case CertificateUntrusted(_, Instant end) -> end;
                case TimedOut _, Refused _, NoRoute _, HandshakeFailed _ -> null;
            };
        }
    }
}
