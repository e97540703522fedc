package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.nat.ConnectivityForecast;
import dev.webrtclab.diagnosis.nat.Forecast;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Gathering;
import dev.webrtclab.diagnosis.verdict.evidence.Networks;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.Server;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CandidateError;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunMethod;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a TURN server was there, and could be reached. */
final class TurnReachRules {
    /** An unanswered request is given up after some 10 s; what ends sooner was refused. */
    private static final double SOON_MS = 6_000;

    private TurnReachRules() {}

    /** Needs: an end may use relayed paths only and was told of no TURN server. */
    static final class RelayWithoutTurn implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            return call.evidence().ends().stream()
                    .filter(End::isRelayOnly)
                    .filter(end -> end.gathering().turnServers().isEmpty())
                    .findFirst()
                    .map(
                            end ->
                                    Finding.of(Code.RELAY_WITHOUT_TURN)
                                            .because(
                                                    Point.of(Code.RELAY_WITHOUT_TURN)
                                                            .with("end", end.word())
                                                            .seen(environment(end)))
                                            .next(Point.of("allow-all-paths"))
                                            .next(turnSecret()));
        }
    }

    /**
     * Needs: a TLS connection to a TURN server that the end reports as not made, in so many words
     * or sooner than an unanswered request is given up, while the server answers somebody: the
     * other end, or this one otherwise. And no relayed address by another transport.
     */
    static final class TlsFailed implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                Gathering gathering = end.gathering();
                boolean isAlive =
                        !gathering.answersOfServers().isEmpty()
                                || !call.evidence()
                                        .other(end)
                                        .gathering()
                                        .answersOfServers()
                                        .isEmpty();
                if (gathering.hasRelay() || !isAlive) {
                    continue;
                }
                for (Server server : gathering.turnServers()) {
                    Optional<Seen<CandidateError>> error =
                            server.transport().equals("tls")
                                    ? gathering.silence(server).stream()
                                            .filter(seen -> isRefusal(call, end, seen))
                                            .findFirst()
                                    : Optional.empty();
                    if (error.isPresent()) {
                        return Optional.of(finding(end, server, error.get()));
                    }
                }
            }
            return Optional.empty();
        }

        private static boolean isRefusal(Call call, End end, Seen<CandidateError> error) {
            String text =
                    error.what().text() == null ? "" : error.what().text().toLowerCase(Locale.ROOT);
            if (text.contains("tls") || text.contains("ssl") || text.contains("certificate")) {
                return true;
            }
            return !text.contains("timed out")
                    && call.milestones()
                            .gatheringBegan(end)
                            .filter(began -> error.at() - began.at() < SOON_MS)
                            .isPresent();
        }

        private static Finding finding(End end, Server server, Seen<CandidateError> error) {
            return Finding.of(Code.TURN_TLS_FAILED)
                    .because(
                            Point.of(Code.TURN_TLS_FAILED)
                                    .with("end", end.word())
                                    .with("server", server.at())
                                    .seen(error.n()))
                    .next(
                            Point.of("look-at-certificate")
                                    .doing("openssl s_client -connect " + server.at()))
                    .missing(Point.of("coturn-line"));
        }
    }

    /**
     * Needs: an end was told of TURN servers, none gave it an address or a refusal, and at least
     * one was reported as not answering, or, where nothing else is gathered, gathering had its
     * time. Relevant when the end may use relayed paths only, or when no relay was known to both
     * ends.
     */
    static final class Unreachable implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                Gathering gathering = end.gathering();
                List<Server> servers = gathering.turnServers();
                if (servers.isEmpty()
                        || gathering.hasRelay()
                        || servers.stream().anyMatch(gathering::wasAnsweredBy)
                        || wasAnswered(end)
                        || !(end.isRelayOnly() || !call.hasSharedRelay())) {
                    continue;
                }
                List<Integer> silence = silence(call, end, servers);
                if (!silence.isEmpty()) {
                    return Optional.of(
                            Finding.of(Code.TURN_UNREACHABLE)
                                    .with("end", end.word())
                                    .because(
                                            Point.of(Code.TURN_UNREACHABLE)
                                                    .with("end", end.word())
                                                    .with("server", servers.getFirst().at())
                                                    .seen(silence))
                                    .next(
                                            Point.of("check-turn")
                                                    .doing(
                                                            "./lab check turn:"
                                                                    + servers.getFirst().at())));
                }
            }
            return Optional.empty();
        }

        private static List<Integer> silence(Call call, End end, List<Server> servers) {
            List<Integer> events = new ArrayList<>();
            if (end.isRelayOnly()) {
                call.askedInVain(end).map(Seen::n).ifPresent(events::add);
            }
            servers.stream()
                    .flatMap(server -> end.gathering().silence(server).stream())
                    .map(Seen::n)
                    .forEach(events::add);
            end.all(StunTimeout.class).stream()
                    .filter(seen -> seen.what().method() == StunMethod.ALLOCATE)
                    .map(Seen::n)
                    .forEach(events::add);
            return events;
        }

        private static boolean wasAnswered(End end) {
            return end.all(StunReceived.class).stream()
                    .anyMatch(seen -> seen.what().method() == StunMethod.ALLOCATE);
        }
    }

    /**
     * Needs: an end may use relayed paths only, was told of TURN servers, finished gathering, and
     * neither got a relayed address nor any error. Gathering that did not finish proves nothing.
     */
    static final class NoRelayCandidates implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                Gathering gathering = end.gathering();
                if (end.isRelayOnly()
                        && !gathering.turnServers().isEmpty()
                        && gathering.complete().isPresent()
                        && !gathering.hasRelay()
                        && gathering.errors().isEmpty()) {
                    return Optional.of(
                            Finding.of(Code.NO_RELAY_CANDIDATES)
                                    .because(
                                            Point.of(Code.NO_RELAY_CANDIDATES)
                                                    .with("end", end.word())
                                                    .seen(gathering.complete().get().n())
                                                    .seen(environment(end)))
                                    .missing(Point.of("coturn-line"))
                                    .next(
                                            Point.of("check-turn")
                                                    .doing(
                                                            "./lab check turn:"
                                                                    + gathering
                                                                            .turnServers()
                                                                            .getFirst()
                                                                            .at())));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Needs: what was measured of both networks lets only a relay work, an end was told of no TURN
     * server, and no relay was known to both ends. Without that measurement a TURN server is not
     * advised, since it might not help.
     */
    static final class TurnAbsent implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            List<End> ends = call.evidence().ends();
            Optional<End> without =
                    ends.stream()
                            .filter(end -> end.gathering().knowsServers())
                            .filter(end -> end.gathering().turnServers().isEmpty())
                            .findFirst();
            if (without.isEmpty() || call.hasSharedRelay()) {
                return Optional.empty();
            }
            NetworkFacts from = Networks.of(call.evidence().caller());
            NetworkFacts to = Networks.of(call.evidence().callee());
            if (!(ConnectivityForecast.between(from, to) instanceof Forecast.Expected expected)
                    || !expected.path().isRelayed()) {
                return Optional.empty();
            }
            return Optional.of(
                    Finding.of(Code.TURN_ABSENT)
                            .because(
                                    Point.of(Code.TURN_ABSENT)
                                            .with("end", without.get().word())
                                            .seen(environment(without.get()))
                                            .seen(
                                                    ends.stream()
                                                            .flatMap(
                                                                    end ->
                                                                            Networks.events(end)
                                                                                    .stream())
                                                            .toList()))
                            .next(turnSecret()));
        }
    }

    private static Point turnSecret() {
        return Point.of("start-turn").doing("./lab up");
    }

    private static List<Integer> environment(End end) {
        return end.environment().map(Seen::n).stream().toList();
    }
}
