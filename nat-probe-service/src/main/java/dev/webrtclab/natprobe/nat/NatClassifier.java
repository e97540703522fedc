package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Failure;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Observations in, report out: the same observations always give the same report. */
public final class NatClassifier {
    private final Evidence evidence;
    private final Endpoint server;

    private NatClassifier(Evidence evidence) {
        this.evidence = evidence;
        this.server = evidence.server();
    }

    /** The report that these observations of one probe of {@code server} support. */
    public static NatReport classify(Endpoint server, List<Observation> observations) {
        return new NatClassifier(new Evidence(server, List.copyOf(observations))).report();
    }

    private NatReport report() {
        Finding<Reachability> tcp = tcp();
        Finding<Reachability> tls = tls();
        Finding<Reachability> udp = udp(tcp, tls);
        Finding<Endpoint> mapped = mapped(udp);
        Finding<Endpoint> local = local(udp);
        Finding<NatPresence> nat = compare(local, mapped);
        Finding<MappingBehavior> mapping =
                mapped instanceof Finding.Unknown<Endpoint> none
                        ? none.as()
                        : new MappingRule(evidence).verdict();
        Finding<FilteringBehavior> filtering =
                mapped instanceof Finding.Unknown<Endpoint> none
                        ? none.as()
                        : new FilteringRule(evidence).verdict();
        Finding<PortPreservation> ports = portPreservation(nat);
        NatReport bare =
                new NatReport(
                        server.family(),
                        server,
                        local,
                        mapped,
                        nat,
                        mapping,
                        filtering,
                        ports,
                        udp,
                        tcp,
                        tls,
                        List.of(),
                        evidence.observations());
        return new NatReport(
                bare.family(),
                server,
                local,
                mapped,
                nat,
                mapping,
                filtering,
                ports,
                udp,
                tcp,
                tls,
                new Remarks(evidence, bare).all(),
                evidence.observations());
    }

    private Finding<Reachability> tcp() {
        Observation seen = evidence.of(Test.TCP).orElse(null);
        return switch (seen) {
            case null -> Finding.unknown(UnknownReason.SERVER_UNREACHABLE, "server", server);
            case Answer _, Refusal _ -> Finding.known(Reachability.REACHABLE);
            case Silence _ ->
                    evidence.heardOverUdp() || evidence.heard(Test.TLS)
                            ? Finding.known(Reachability.BLOCKED)
                            : Finding.unknown(UnknownReason.SERVER_UNREACHABLE, "server", server);
            case Failure failure -> failed(failure, server);
        };
    }

    private Finding<Reachability> tls() {
        Observation seen = evidence.of(Test.TLS).orElse(null);
        return switch (seen) {
            case null -> Finding.unknown(UnknownReason.TLS_NOT_CONFIGURED);
            case Answer _, Refusal _ -> Finding.known(Reachability.REACHABLE);
            case Silence silence ->
                    evidence.heardOverUdp() || evidence.heard(Test.TCP)
                            ? Finding.known(Reachability.BLOCKED)
                            : Finding.unknown(
                                    UnknownReason.SERVER_UNREACHABLE,
                                    "server",
                                    silence.question().server());
            case Failure failure -> failed(failure, failure.question().server());
        };
    }

    private static <T> Finding<T> failed(Failure failure, Endpoint server) {
        return switch (failure.kind()) {
            case NO_ROUTE -> Finding.unknown(UnknownReason.NO_ROUTE, "server", server);
            case CONNECTION_REFUSED ->
                    Finding.unknown(UnknownReason.CONNECTION_REFUSED, "server", server);
            case CONNECTED_WITHOUT_ANSWER ->
                    Finding.unknown(UnknownReason.CONNECTED_WITHOUT_ANSWER, "server", server);
            case OTHER ->
                    Finding.unknown(UnknownReason.TRANSPORT_FAILED, "detail", failure.detail());
        };
    }

    private Finding<Reachability> udp(Finding<Reachability> tcp, Finding<Reachability> tls) {
        boolean otherwise = tcp.is(Reachability.REACHABLE) || tls.is(Reachability.REACHABLE);
        if (evidence.heardOverUdp()) {
            return Finding.known(Reachability.REACHABLE);
        }
        if (evidence.of(Test.MAPPING_PRIMARY).orElse(null) instanceof Failure failure
                && !otherwise) {
            return failed(failure, server);
        }
        return otherwise
                ? Finding.known(Reachability.BLOCKED)
                : Finding.unknown(UnknownReason.SERVER_UNREACHABLE, "server", server);
    }

    private Finding<Endpoint> local(Finding<Reachability> udp) {
        return evidence.of(Test.MAPPING_PRIMARY)
                .flatMap(NatClassifier::localOf)
                .map(Finding::known)
                .orElseGet(() -> notHeard(udp));
    }

    private static Optional<Endpoint> localOf(Observation observation) {
        return switch (observation) {
            case Answer answer -> Optional.of(answer.local());
            case Refusal refusal -> Optional.of(refusal.local());
            case Silence silence -> Optional.ofNullable(silence.local());
            case Failure _ -> Optional.empty();
        };
    }

    private Finding<Endpoint> mapped(Finding<Reachability> udp) {
        return switch (evidence.of(Test.MAPPING_PRIMARY).orElse(null)) {
            case Answer answer when !answer.from().equals(server) ->
                    new Finding.Unknown<>(
                            UnknownReason.ANSWER_FROM_ELSEWHERE,
                            Map.of("server", server.toString(), "from", answer.from().toString()));
            case Answer(_, _, _, Endpoint mapped, _, _, _, _) when mapped != null ->
                    Finding.known(mapped);
            case Answer _ ->
                    Finding.unknown(UnknownReason.MAPPED_ADDRESS_MISSING, "server", server);
            case Refusal refusal ->
                    new Finding.Unknown<>(
                            UnknownReason.SERVER_REFUSED,
                            Map.of(
                                    "server",
                                    server.toString(),
                                    "code",
                                    Integer.toString(refusal.code())));
            case null, default -> notHeard(udp);
        };
    }

    private <T> Finding<T> notHeard(Finding<Reachability> udp) {
        return switch (udp) {
            case Finding.Unknown<Reachability> unknown -> unknown.as();
            case Finding.Known<Reachability>(Reachability known) ->
                    known == Reachability.BLOCKED
                            ? Finding.unknown(UnknownReason.UDP_BLOCKED, "server", server)
                            : Finding.unknown(UnknownReason.SAMPLES_LOST);
        };
    }

    private static Finding<NatPresence> compare(Finding<Endpoint> local, Finding<Endpoint> mapped) {
        return switch (mapped) {
            case Finding.Unknown<Endpoint> unknown -> unknown.as();
            case Finding.Known<Endpoint>(Endpoint seen) ->
                    Finding.known(local.is(seen) ? NatPresence.NONE : NatPresence.PRESENT);
        };
    }

    private Finding<PortPreservation> portPreservation(Finding<NatPresence> nat) {
        if (nat instanceof Finding.Unknown<NatPresence> unknown) {
            return unknown.as();
        }
        if (nat.is(NatPresence.NONE)) {
            return Finding.unknown(UnknownReason.NO_NAT);
        }
        Set<Boolean> kept =
                evidence.honestAnswers()
                        .filter(
                                answer ->
                                        !answer.question().test().overTcp()
                                                && answer.mapped() != null)
                        .map(NatClassifier::keepsPort)
                        .collect(Collectors.toSet());
        if (kept.size() == 2) {
            return Finding.known(PortPreservation.SOMETIMES);
        }
        return Finding.known(
                kept.contains(true) ? PortPreservation.PRESERVED : PortPreservation.CHANGED);
    }

    private static boolean keepsPort(Answer answer) {
        Endpoint mapped = answer.mapped();
        return mapped != null && mapped.port() == answer.local().port();
    }
}
