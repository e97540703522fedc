package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.diagnosis.verdict.evidence.Address.Kind;
import dev.webrtclab.diagnosis.verdict.evidence.Announced;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Gathering;
import dev.webrtclab.diagnosis.verdict.evidence.Networks;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.Server;
import dev.webrtclab.protocol.record.SessionEvent.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the signaling passes and UDP does not. */
final class UdpRules {
    private UdpRules() {}

    /** UDP servers of an end, none of which answered it, with what shows it. */
    private record Silence(List<Server> servers, List<Integer> events) {
        static Optional<Silence> of(Call call, End end, boolean loopback) {
            Gathering gathering = end.gathering();
            List<Server> asked =
                    gathering.servers().stream()
                            .filter(Server::isOverUdp)
                            .filter(server -> server.isTurn() || !end.isRelayOnly())
                            .filter(
                                    server ->
                                            !loopback
                                                    || Address.kind(server.host()) == Kind.LOOPBACK)
                            .toList();
            List<Integer> events = new ArrayList<>();
            asked.stream()
                    .flatMap(server -> gathering.silence(server).stream())
                    .map(Seen::n)
                    .forEach(events::add);
            gathering
                    .complete()
                    .or(() -> call.askedInVain(end))
                    .map(Seen::n)
                    .ifPresent(events::add);
            return asked.isEmpty()
                            || events.isEmpty()
                            || asked.stream().anyMatch(gathering::wasAnsweredBy)
                    ? Optional.empty()
                    : Optional.of(new Silence(asked, events));
        }
    }

    /** No check of this end was answered and none of the other arrived. */
    private static boolean isCutOff(End end) {
        return !end.checks().isUp() && end.checks().arrived() == 0;
    }

    /**
     * Needs: the page came from this machine's loopback address, its STUN and TURN servers there do
     * not answer over UDP although the other end reaches them, the other end is elsewhere, and
     * nothing passes. A TCP tunnel looks like that: {@code ssh -L}, {@code kubectl port-forward}.
     */
    static final class SshTunnel implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            for (End end : evidence.ends()) {
                End other = evidence.other(end);
                Optional<Silence> silence =
                        end.environment()
                                .filter(seen -> "loopback".equals(seen.what().originKind()))
                                .flatMap(_ -> Silence.of(call, end, true));
                List<Integer> alive = other.gathering().answersOfServers();
                Optional<Announced> elsewhere =
                        Announced.by(other, evidence).stream()
                                .filter(
                                        one ->
                                                one.kind() == Kind.PRIVATE
                                                        || one.kind() == Kind.PUBLIC)
                                .findFirst();
                if (silence.isPresent()
                        && !alive.isEmpty()
                        && elsewhere.isPresent()
                        && isCutOff(end)) {
                    return Optional.of(
                            Finding.of(Code.SSH_TUNNEL)
                                    .because(
                                            Point.of(Code.SSH_TUNNEL)
                                                    .with(
                                                            "server",
                                                            silence.get().servers().getFirst().at())
                                                    .with("other", other.word())
                                                    .with("address", elsewhere.get().host())
                                                    .seen(
                                                            end.environment().map(Seen::n).stream()
                                                                    .toList())
                                                    .seen(silence.get().events())
                                                    .seen(alive)
                                                    .seen(elsewhere.get().events()))
                                    .next(
                                            Point.of("tunnel-turn-too")
                                                    .doing(
                                                            "ssh -L 8080:localhost:8080 -L"
                                                                    + " 3478:localhost:3478 <host>"))
                                    .next(Point.of("open-without-tunnel")));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Needs: no UDP server that an end was told of answered it, although the server is alive (it
     * answered the other end, or this one over TCP or TLS), and TCP is known to pass from there: a
     * relayed address by TCP or TLS, the NAT report, or the signaling where no TCP server was told.
     * And no check of it was answered or arrived. A NAT report that says so by itself will do.
     */
    static final class UdpBlocked implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            for (End end : evidence.ends()) {
                Optional<List<Integer>> proof = proof(call, end);
                if (proof.isPresent()) {
                    return Optional.of(
                            Finding.of(Code.UDP_BLOCKED)
                                    .with("end", end.word())
                                    .because(
                                            Point.of(Code.UDP_BLOCKED)
                                                    .with("end", end.word())
                                                    .seen(proof.get()))
                                    .next(Point.of("open-udp"))
                                    .next(
                                            Point.of("offer-turn-tcp")
                                                    .doing("turn:<host>:3478?transport=tcp")));
                }
            }
            return Optional.empty();
        }

        /** What shows that no UDP gets from or to an end. */
        static Optional<List<Integer>> proof(Call call, End end) {
            return reported(end).or(() -> measured(call, end)).filter(_ -> isCutOff(end));
        }

        private static Optional<List<Integer>> reported(End end) {
            var facts = Networks.of(end);
            boolean tcp = facts.tcp().orElse(false) || facts.tls().orElse(false);
            return facts.udp().filter(passes -> !passes).isPresent() && tcp
                    ? end.natReport().map(seen -> List.of(seen.n()))
                    : Optional.empty();
        }

        private static Optional<List<Integer>> measured(Call call, End end) {
            Evidence evidence = call.evidence();
            Optional<Silence> silence = Silence.of(call, end, false);
            List<Integer> overTcp =
                    end.gathering().ofType("relay").stream()
                            .filter(
                                    seen ->
                                            "tcp".equals(seen.what().relayProtocol())
                                                    || "tls".equals(seen.what().relayProtocol()))
                            .map(Seen::n)
                            .toList();
            boolean wasToldTcp =
                    end.gathering().servers().stream().anyMatch(server -> !server.isOverUdp());
            List<Integer> signaled =
                    wasToldTcp
                            ? List.of()
                            : Stream.of(Signal.OFFER, Signal.ANSWER)
                                    .flatMap(kind -> evidence.signals(kind, end).stream())
                                    .map(Seen::n)
                                    .toList();
            List<Integer> alive =
                    overTcp.isEmpty()
                            ? evidence.other(end).gathering().answersOfServers()
                            : overTcp;
            if (silence.isEmpty() || alive.isEmpty() || (overTcp.isEmpty() && signaled.isEmpty())) {
                return Optional.empty();
            }
            List<Integer> events = new ArrayList<>(silence.get().events());
            events.addAll(alive);
            events.addAll(signaled);
            return Optional.of(events);
        }
    }
}
