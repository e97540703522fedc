package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check as a state machine: events in, the next thing to ask out, stages and findings at the
 * end. A stale nonce (438) is answered once per request; an alternate server (300) is never
 * followed; whatever happens after an allocation, it is released.
 */
final class TurnCheck {
    private final CheckSpec spec;
    private final boolean ours;
    private final Refusals refusals;
    private final RelayFindings relay;
    private final CheckStages stages;
    private final Signing signing = new Signing();
    private Ask ask = new Ask.Connect();
    private @Nullable Instant certificateEnd;
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
        this.ours = ours;
        this.refusals = new Refusals(spec.url(), server);
        this.relay = new RelayFindings(server);
        this.stages = new CheckStages(spec, server);
    }

    Ask first() {
        return ask;
    }

    /**
     * @param took time from the ask to this event
     */
    Ask on(Event event, Duration took, Instant now) {
        if (!(ask instanceof Ask.LocatePeer) && !(ask instanceof Ask.Release)) {
            stages.spend(took);
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
        return stages.report(certificateEnd);
    }

    /** The stages that are decided, in order. */
    List<StageReport> decided() {
        return stages.decided();
    }

    private Ask connected(Event event, Instant now) {
        return switch (event) {
            case Event.Connected(Instant end) -> {
                certificateEnd = end;
                yield spec.url().relay() ? new Ask.Allocate(null) : new Ask.Bind();
            }
            case Event.NotConnected(Event.ConnectFailure failure) -> {
                certificateEnd = failure.certificateEnd();
                yield fail(refusals.notConnected(failure, now), null);
            }
            case Event.Broken broken -> fail(refusals.broken(broken), null);
            case Event.Silent silent -> fail(refusals.timeout(silent.waited()), null);
            case Event.Granted _, Event.Rejected _, Event.PeerLocated _, Event.EchoEnded _ ->
                    throw unexpected(event);
        };
    }

    private Ask bound(Event event, Instant now) {
        return switch (event) {
            case Event.Granted granted -> {
                pass(new Detail.Allocated(null, granted.mapped(), null));
                List.of(Stage.CREDENTIALS, Stage.PERMISSION, Stage.ECHO).forEach(stages::skip);
                stages.find(
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
        if (stages.isIn(Stage.REACHABLE)
                && (event instanceof Event.Granted || event instanceof Event.Rejected)) {
            pass(new Detail.Nothing());
        }
        return switch (event) {
            case Event.Granted granted -> allocated(granted);
            case Event.Rejected rejected when rejected.code() == 401 && allocate.auth() == null ->
                    challenged(rejected);
            case Event.Rejected rejected when signing.renews(rejected) ->
                    new Ask.Allocate(signing.renew(rejected));
            case Event.Rejected rejected ->
                    fail(
                            refusals.rejected(
                                    rejected, "Allocate", null, signing.credentials(), now),
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
        return new Ask.Allocate(signing.begin(spec.credentials().get(), realm, nonce));
    }

    private Ask allocated(Event.Granted granted) {
        allocated = true;
        relayed = granted.relayed();
        mapped = granted.mapped();
        Detail detail = new Detail.Allocated(relayed, mapped, granted.lifetimeSeconds());
        if (relayed == null) {
            return fail(relay.unnamed(), null);
        }
        pass(detail);
        if (mapped == null) {
            stages.find(TurnFinding.of(TurnFindingCode.TURN_ADDRESS_UNMAPPED));
        }
        relay.hidden(relayed).ifPresent(stages::find);
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
        return new Ask.Permit(spec.peer().orElse(echoPeer), signing.auth());
    }

    private Ask permission(Ask.Permit permit, Event event, Instant now) {
        boolean additional = stages.isIn(Stage.ECHO);
        return switch (event) {
            case Event.Granted _ -> {
                if (!additional) {
                    pass(new Detail.Asked(permit.peer()));
                }
                yield afterPermission(permit.peer());
            }
            case Event.Rejected rejected when signing.renews(rejected) ->
                    new Ask.Permit(permit.peer(), signing.renew(rejected));
            case Event.Rejected rejected when additional && rejected.code() == 403 ->
                    echoNotPermitted(permit.peer());
            case Event.Rejected rejected ->
                    fail(
                            refusals.rejected(
                                    rejected,
                                    "CreatePermission",
                                    permit.peer(),
                                    signing.credentials(),
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
            return new Ask.Permit(peer, signing.auth());
        }
        if (!ours && RelayFindings.isSpecial(from)) {
            // A stranger's server does not make us send into private networks.
            return fail(relay.closed(from, peer), null);
        }
        return new Ask.Echo(from, peer, spec.bytes());
    }

    private Ask echoNotPermitted(Endpoint peer) {
        stages.skip(Stage.ECHO);
        stages.find(relay.notPermitted(spec.peer().orElse(peer), peer));
        return release();
    }

    private Ask echoed(Ask.Echo echo, Event event) {
        if (!(event instanceof Event.EchoEnded(EchoFigures figures))) {
            return unanswered("Send", event);
        }
        Detail detail = new Detail.Echoed(figures);
        Optional<TurnFinding> failure = relay.failed(echo, figures);
        if (failure.isPresent()) {
            return fail(failure.get(), null, detail);
        }
        pass(detail);
        stages.find(relay.passed(echo, figures));
        return release();
    }

    private Ask released(Ask.Release release, Event event) {
        return event instanceof Event.Rejected rejected && signing.renews(rejected)
                ? new Ask.Release(signing.renew(rejected))
                : new Ask.Finish();
    }

    private Ask unanswered(String request, Event event) {
        return switch (event) {
            case Event.Silent silent when stages.isIn(Stage.REACHABLE) ->
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

    private void pass(Detail detail) {
        stages.pass(detail);
        signing.next();
    }

    private Ask fail(TurnFinding finding, @Nullable Integer code) {
        return fail(finding, code, new Detail.Nothing());
    }

    private Ask fail(TurnFinding finding, @Nullable Integer code, Detail detail) {
        stages.fail(finding, code, detail);
        return allocated ? release() : new Ask.Finish();
    }

    private Ask release() {
        signing.next();
        return new Ask.Release(signing.auth());
    }
}
