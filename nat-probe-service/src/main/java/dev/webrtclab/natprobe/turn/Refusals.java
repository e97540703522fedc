package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What error answers and failed connections mean. */
final class Refusals {
    private final TurnUrl url;
    private final Endpoint server;

    Refusals(TurnUrl url, Endpoint server) {
        this.url = url;
        this.server = server;
    }

    TurnFinding notConnected(Event.ConnectFailure failure, Instant now) {
        return switch (failure) {
            case Event.ConnectFailure.TimedOut(Duration waited) -> timeout(waited);
            case Event.ConnectFailure.Refused() -> refused();
            case Event.ConnectFailure.NoRoute(String detail) ->
                    new TurnFinding(
                            TurnFindingCode.TURN_UNREACHABLE_NO_ROUTE,
                            Map.of(
                                    "server", server.toString(),
                                    "address", server.address().getHostAddress(),
                                    "detail", detail));
            case Event.ConnectFailure.CertificateForOthers(var names, _) ->
                    new TurnFinding(
                            TurnFindingCode.TURN_TLS_NAME_MISMATCH,
                            Map.of(
                                    "server", server.toString(),
                                    "names", names.isEmpty() ? "no name" : String.join(", ", names),
                                    "host", url.host()));
            case Event.ConnectFailure.CertificateUntrusted(String issuer, _) ->
                    TurnFinding.of(
                            TurnFindingCode.TURN_TLS_UNTRUSTED, "server", server, "issuer", issuer);
            case Event.ConnectFailure.CertificateExpired(Instant end) ->
                    new TurnFinding(
                            TurnFindingCode.TURN_TLS_EXPIRED,
                            Map.of(
                                    "server", server.toString(),
                                    "endedAt", end.truncatedTo(ChronoUnit.SECONDS).toString(),
                                    "endedAgo", ago(Duration.between(end, now))));
            case Event.ConnectFailure.HandshakeFailed(String detail) ->
                    new TurnFinding(
                            TurnFindingCode.TURN_TLS_FAILED,
                            Map.of(
                                    "server", server.toString(),
                                    "detail", detail,
                                    "port", Integer.toString(server.port())));
        };
    }

    private static String ago(Duration age) {
        return age.toDays() > 1 ? age.toDays() + " days" : age.toSeconds() + " s";
    }

    TurnFinding timeout(Duration waited) {
        return new TurnFinding(
                TurnFindingCode.TURN_UNREACHABLE_TIMEOUT,
                Map.of(
                        "server", server.toString(),
                        "transport", url.transport().word(),
                        "port", Integer.toString(server.port()),
                        "waitedMs", Long.toString(waited.toMillis())));
    }

    TurnFinding refused() {
        return TurnFinding.of(
                TurnFindingCode.TURN_UNREACHABLE_REFUSED,
                "server",
                server,
                "transport",
                url.transport().word());
    }

    TurnFinding broken(Event.Broken broken) {
        return broken.refused()
                ? refused()
                : new TurnFinding(
                        TurnFindingCode.TURN_CONNECTION_CLOSED,
                        Map.of(
                                "server", server.toString(),
                                "transport", url.transport().word(),
                                "port", Integer.toString(server.port())));
    }

    /**
     * An error answer that no rule of the protocol handles.
     *
     * @param peer whom the request was about, null for an Allocate
     * @param credentials what the request was signed with, null when it was not
     */
    TurnFinding rejected(
            Event.Rejected rejected,
            String request,
            @Nullable Endpoint peer,
            @Nullable Credentials credentials,
            Instant now) {
        return switch (rejected.code()) {
            case 300 ->
                    TurnFinding.of(
                            TurnFindingCode.TURN_ALTERNATE_SERVER,
                            "alternate",
                            rejected.alternate() == null ? "unnamed" : rejected.alternate());
            case 401, 441 -> unauthorized(rejected, credentials, now);
            case 403 ->
                    peer == null
                            ? other(rejected, request)
                            : TurnFinding.of(
                                    TurnFindingCode.TURN_PERMISSION_DENIED,
                                    "peer",
                                    peer,
                                    "address",
                                    peer.address().getHostAddress());
            case 438 -> TurnFinding.of(TurnFindingCode.TURN_STALE_NONCE_LOOP);
            case 442 -> TurnFinding.of(TurnFindingCode.TURN_TRANSPORT_UNSUPPORTED);
            case 486 -> TurnFinding.of(TurnFindingCode.TURN_QUOTA_REACHED);
            case 508 -> TurnFinding.of(TurnFindingCode.TURN_NO_CAPACITY);
            default -> other(rejected, request);
        };
    }

    private static TurnFinding unauthorized(
            Event.Rejected rejected, @Nullable Credentials credentials, Instant now) {
        Optional<Instant> expired =
                Optional.ofNullable(credentials)
                        .flatMap(Credentials::expiry)
                        .filter(expiry -> expiry.isBefore(now));
        if (expired.isPresent()) {
            Instant expiry = expired.get();
            return TurnFinding.of(
                    TurnFindingCode.TURN_CREDENTIAL_EXPIRED,
                    "expiredAgoSeconds",
                    Duration.between(expiry, now).toSeconds(),
                    "expiredAt",
                    expiry);
        }
        return TurnFinding.of(
                TurnFindingCode.TURN_CREDENTIAL_WRONG,
                "code",
                rejected.code(),
                "realm",
                rejected.realm() == null ? "unnamed" : rejected.realm());
    }

    private static TurnFinding other(Event.Rejected rejected, String request) {
        return new TurnFinding(
                TurnFindingCode.TURN_ANSWER_OTHER,
                Map.of(
                        "request", request,
                        "code", Integer.toString(rejected.code()),
                        "reason", rejected.reason()));
    }
}
