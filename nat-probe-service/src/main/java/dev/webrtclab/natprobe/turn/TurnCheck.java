package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import dev.webrtclab.natprobe.turn.StageReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One check as a state machine: events in, the next thing to ask out, stages and findings at the
 * end. A stale nonce (438) is answered once per request; an alternate server (300) is never
 * followed; whatever happens after an allocation, it is released.
 */
final class TurnCheck {
    /** More loss than this fails the echo stage, in percent. */
    static final double MOST_LOSS_PERCENT = 5;

    private final CheckSpec spec;
    private final Endpoint server;
    private final boolean ours;
    private final Refusals refusals;
    private final Map<Stage, StageReport> stages = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> spent = new EnumMap<>(Stage.class);
    private final List<TurnFinding> findings = new ArrayList<>();
    private Stage stage = Stage.REACHABLE;
    private Ask ask = new Ask.Connect();
    private @Nullable Instant certificateEnd;
    private Ask.@Nullable Auth auth;
    private boolean nonceRenewed;
    private boolean allocated;
    private @Nullable Endpoint relayed;
    private @Nullable Endpoint mapped;
    private @Nullable Endpoint echoPeer;

    /**
     * @param ours whether the server is one of the installation's own; only those may name a
     *     private address to send to
     */
    TurnCheck(CheckSpec spec, Endpoint server, boolean ours) {
        this.spec = spec;
        this.server = server;
        this.ours = ours;
        this.refusals = new Refusals(spec.url(), server);
    }

    Ask first() {
        return ask;
    }

    /**
     * @param took time from the ask to this event
     */
    Ask on(Event event, Duration took, Instant now) {
        if (!(ask instanceof Ask.LocatePeer) && !(ask instanceof Ask.Release)) {
            spent.merge(stage, took, Duration::plus);
        }
        ask =
                switch (ask) {
                    case Ask.Connect _ -> connected(event, now);
                    case Ask.Bind _ -> bound(event, now);
                    case Ask.Allocate allocate -> allocation(allocate, event, now);
                    case Ask.LocatePeer _ -> located(event);
                    case Ask.Permit permit -> permission(permit, event, now);
                    case Ask.Echo echo -> echoed(echo, event);
                    case Ask.Release release -> released(release, event);
                    case Ask.Finish finish -> finish;
                };
        return ask;
    }

    CheckReport report() {
        List<StageReport> all = new ArrayList<>();
        Result without = spec.url().relay() ? Result.NOT_REACHED : Result.SKIPPED;
        for (Stage each : Stage.values()) {
            all.add(stages.getOrDefault(each, StageReport.without(each, without)));
        }
        return new CheckReport(spec.url(), server, all, findings, certificateEnd);
    }

    /** The stages that are decided, in order. */
    List<StageReport> decided() {
        return List.copyOf(stages.values());
    }

    private Ask connected(Event event, Instant now) {
        return switch (event) {
            case Event.Connected(Instant end) -> {
                certificateEnd = end;
                yield spec.url().relay() ? new Ask.Allocate(null) : new Ask.Bind();
            }
            case Event.NotConnected(Event.ConnectFailure failure) -> {
                certificateEnd = end(failure);
                yield fail(refusals.notConnected(failure, now), null);
            }
            case Event.Broken broken -> fail(refusals.broken(broken), null);
            case Event.Silent silent -> fail(refusals.timeout(silent.waited()), null);
            case Event.Granted _, Event.Rejected _, Event.PeerLocated _, Event.EchoEnded _ ->
                    throw unexpected(event);
        };
    }

    private static @Nullable Instant end(Event.ConnectFailure failure) {
        return switch (failure) {
            case Event.ConnectFailure.CertificateExpired(Instant end) -> end;
            case Event.ConnectFailure.CertificateForOthers(_, Instant end) -> end;
            case Event.ConnectFailure.CertificateUntrusted(_, Instant end) -> end;
            case Event.ConnectFailure.TimedOut _,
                    Event.ConnectFailure.Refused _,
                    Event.ConnectFailure.NoRoute _,
                    Event.ConnectFailure.HandshakeFailed _ ->
                    null;
        };
    }

    private Ask bound(Event event, Instant now) {
        return switch (event) {
            case Event.Granted granted -> {
                pass(new Detail.Allocated(null, granted.mapped(), null));
                for (Stage each : List.of(Stage.CREDENTIALS, Stage.PERMISSION, Stage.ECHO)) {
                    stages.put(each, StageReport.without(each, Result.SKIPPED));
                }
                findings.add(
                        TurnFinding.of(
                                granted.mapped() == null
                                        ? TurnFindingCode.TURN_ADDRESS_UNMAPPED
                                        : TurnFindingCode.STUN_OK));
                yield new Ask.Finish();
            }
            case Event.Rejected rejected ->
                    fail(refusals.rejected(rejected, "Binding", null, null, now), rejected.code());
            case Event other -> unanswered("Binding", other);
        };
    }

    private Ask allocation(Ask.Allocate allocate, Event event, Instant now) {
        if (stage == Stage.REACHABLE
                && (event instanceof Event.Granted || event instanceof Event.Rejected)) {
            pass(new Detail.Nothing());
        }
        return switch (event) {
            case Event.Granted granted -> allocated(granted);
            case Event.Rejected rejected when rejected.code() == 401 && allocate.auth() == null ->
                    challenged(rejected);
            case Event.Rejected rejected when renews(rejected) -> new Ask.Allocate(renew(rejected));
            case Event.Rejected rejected ->
                    fail(
                            refusals.rejected(rejected, "Allocate", null, credentials(), now),
                            rejected.code());
            case Event other -> unanswered("Allocate", other);
        };
    }

    private Ask challenged(Event.Rejected challenge) {
        String realm = challenge.realm();
        String nonce = challenge.nonce();
        if (realm == null || nonce == null) {
            return fail(TurnFinding.of(TurnFindingCode.TURN_REALM_MISSING), challenge.code());
        }
        if (spec.credentials().isEmpty()) {
            return fail(TurnFinding.of(TurnFindingCode.TURN_CREDENTIAL_MISSING), challenge.code());
        }
        auth = new Ask.Auth(spec.credentials().get(), realm, nonce);
        return new Ask.Allocate(auth);
    }

    private Ask allocated(Event.Granted granted) {
        allocated = true;
        relayed = granted.relayed();
        mapped = granted.mapped();
        Detail detail = new Detail.Allocated(relayed, mapped, granted.lifetimeSeconds());
        if (relayed == null) {
            return fail(
                    new TurnFinding(
                            TurnFindingCode.TURN_ANSWER_OTHER,
                            Map.of(
                                    "request", "Allocate",
                                    "code", "success",
                                    "reason", "without a relayed address")),
                    null);
        }
        pass(detail);
        if (mapped == null) {
            findings.add(TurnFinding.of(TurnFindingCode.TURN_ADDRESS_UNMAPPED));
        }
        boolean hidden = SpecialRanges.find(relayed.address()).isPresent();
        if (hidden && SpecialRanges.find(server.address()).isEmpty()) {
            findings.add(
                    TurnFinding.of(
                            TurnFindingCode.TURN_RELAYED_ADDRESS_PRIVATE, "relayed", relayed));
        }
        return new Ask.LocatePeer();
    }

    private Ask located(Event event) {
        if (!(event instanceof Event.PeerLocated(Endpoint local, Endpoint seen))) {
            throw unexpected(event);
        }
        // Without an answer over UDP the address of the TURN connection is the same host's; a
        // permission is
        // for an address, and the port shows when the peer speaks first.
        Endpoint guess = mapped == null ? local : mapped.withPort(local.port());
        echoPeer = seen == null ? guess : seen;
        return new Ask.Permit(spec.peer().orElse(echoPeer), auth);
    }

    private Ask permission(Ask.Permit permit, Event event, Instant now) {
        boolean additional = stage == Stage.ECHO;
        return switch (event) {
            case Event.Granted _ -> {
                if (!additional) {
                    pass(new Detail.Asked(permit.peer()));
                }
                yield afterPermission(permit.peer());
            }
            case Event.Rejected rejected when renews(rejected) ->
                    new Ask.Permit(permit.peer(), renew(rejected));
            case Event.Rejected rejected when additional && rejected.code() == 403 ->
                    echoNotPermitted(permit.peer());
            case Event.Rejected rejected ->
                    fail(
                            refusals.rejected(
                                    rejected,
                                    "CreatePermission",
                                    permit.peer(),
                                    credentials(),
                                    now),
                            rejected.code(),
                            additional ? new Detail.Nothing() : new Detail.Asked(permit.peer()));
            case Event other -> unanswered("CreatePermission", other);
        };
    }

    private Ask afterPermission(Endpoint granted) {
        Endpoint peer = Objects.requireNonNull(echoPeer);
        Endpoint from = Objects.requireNonNull(relayed);
        if (!granted.equals(peer)) {
            return new Ask.Permit(peer, auth);
        }
        if (!ours && SpecialRanges.find(from.address()).isPresent()) {
            // A stranger's server does not make us send into private networks.
            return fail(
                    TurnFinding.of(
                            TurnFindingCode.TURN_RELAY_PORTS_CLOSED, "relayed", from, "peer", peer),
                    null);
        }
        return new Ask.Echo(from, peer, spec.bytes());
    }

    private Ask echoNotPermitted(Endpoint peer) {
        stages.put(Stage.ECHO, StageReport.without(Stage.ECHO, Result.SKIPPED));
        findings.add(
                new TurnFinding(
                        TurnFindingCode.TURN_ECHO_NOT_PERMITTED,
                        Map.of(
                                "peer", spec.peer().orElse(peer).toString(),
                                "echo", peer.toString(),
                                "address", peer.address().getHostAddress())));
        return release();
    }

    private Ask echoed(Ask.Echo echo, Event event) {
        if (!(event instanceof Event.EchoEnded(EchoFigures figures))) {
            return unanswered("Send", event);
        }
        Detail detail = new Detail.Echoed(figures);
        if (figures.bytesEchoed() == 0) {
            TurnFinding finding =
                    figures.helloArrived()
                            ? TurnFinding.of(
                                    TurnFindingCode.TURN_ECHO_SILENT, "relayed", echo.relayed())
                            : TurnFinding.of(
                                    TurnFindingCode.TURN_RELAY_PORTS_CLOSED,
                                    "relayed",
                                    echo.relayed(),
                                    "peer",
                                    echo.peer());
            return fail(finding, null, detail);
        }
        if (figures.lossPercent() > MOST_LOSS_PERCENT) {
            return fail(
                    TurnFinding.of(
                            TurnFindingCode.TURN_ECHO_LOSSY,
                            "lossPercent",
                            Math.round(figures.lossPercent() * 10) / 10.0,
                            "address",
                            server.address().getHostAddress()),
                    null,
                    detail);
        }
        pass(detail);
        findings.add(
                TurnFinding.of(
                        TurnFindingCode.TURN_OK,
                        "bytes",
                        figures.bytesEchoed(),
                        "relayed",
                        echo.relayed()));
        return release();
    }

    private Ask released(Ask.Release release, Event event) {
        return event instanceof Event.Rejected rejected && renews(rejected)
                ? new Ask.Release(renew(rejected))
                : new Ask.Finish();
    }

    private Ask unanswered(String request, Event event) {
        return switch (event) {
            case Event.Silent silent when stage == Stage.REACHABLE ->
                    fail(refusals.timeout(silent.waited()), null);
            case Event.Silent silent ->
                    fail(
                            TurnFinding.of(
                                    TurnFindingCode.TURN_REQUEST_UNANSWERED,
                                    "request",
                                    request,
                                    "waitedMs",
                                    silent.waited().toMillis()),
                            null);
            case Event.Broken broken -> fail(refusals.broken(broken), null);
            case Event.Connected _,
                    Event.NotConnected _,
                    Event.Granted _,
                    Event.Rejected _,
                    Event.PeerLocated _,
                    Event.EchoEnded _ ->
                    throw unexpected(event);
        };
    }

    private IllegalStateException unexpected(Event event) {
        return new IllegalStateException("a transport does not answer " + ask + " with " + event);
    }

    /** Whether a 438 can be answered by asking again with the new nonce: once per request. */
    private boolean renews(Event.Rejected rejected) {
        return rejected.code() == 438 && auth != null && rejected.nonce() != null && !nonceRenewed;
    }

    private Ask.Auth renew(Event.Rejected stale) {
        Ask.Auth old = Objects.requireNonNull(auth);
        nonceRenewed = true;
        auth =
                new Ask.Auth(
                        old.credentials(),
                        stale.realm() == null ? old.realm() : stale.realm(),
                        Objects.requireNonNull(stale.nonce()));
        return auth;
    }

    private @Nullable Credentials credentials() {
        return auth == null ? null : auth.credentials();
    }

    private void pass(Detail detail) {
        conclude(Result.PASSED, null, detail);
        nonceRenewed = false;
        stage = Stage.values()[Math.min(stage.ordinal() + 1, Stage.ECHO.ordinal())];
    }

    private Ask fail(TurnFinding finding, @Nullable Integer code) {
        return fail(finding, code, new Detail.Nothing());
    }

    private Ask fail(TurnFinding finding, @Nullable Integer code, Detail detail) {
        conclude(Result.FAILED, code, detail);
        findings.add(finding);
        return allocated ? release() : new Ask.Finish();
    }

    private Ask release() {
        nonceRenewed = false;
        return new Ask.Release(auth);
    }

    private void conclude(Result result, @Nullable Integer code, Detail detail) {
        stages.put(
                stage,
                new StageReport(
                        stage, result, spent.getOrDefault(stage, Duration.ZERO), code, detail));
    }
}
