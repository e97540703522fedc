package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Gathering;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.Server;
import dev.webrtclab.diagnosis.verdict.evidence.TriedPair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CandidateError;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SignalingLink;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunSent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is true beside a verdict and worth a sentence. Only those that warn change its tone. */
final class SideNotes {
    private static final long FEWEST_CHECKS = 6;
    private static final double LOSSY = 0.3;
    private static final int FEWEST_RETRANSMISSIONS = 3;

    private SideNotes() {}

    /**
     * A sentence with whether it warns.
     *
     * @param warns whether a good verdict sounds less good with it
     */
    record Note(Point point, boolean warns) {}

    /** All that apply. */
    static List<Note> of(Call call, Finding finding) {
        List<Note> notes = new ArrayList<>();
        for (End end : call.evidence().ends()) {
            restarted(call, end).ifPresent(notes::add);
            lossy(end).ifPresent(notes::add);
            harmlessErrors(end).ifPresent(notes::add);
            vpn(call, end).ifPresent(notes::add);
            resumed(end).ifPresent(notes::add);
        }
        tcpOnly(call, finding).ifPresent(notes::add);
        return notes;
    }

    /** Needs: a second generation of this end's transport, and a path (RFC 8445 §9). */
    private static Optional<Note> restarted(Call call, End end) {
        return end.all(Transport.class).stream()
                .filter(seen -> seen.what().generation() > 1)
                .filter(_ -> call.hadPath())
                .findFirst()
                .map(
                        seen ->
                                new Note(
                                        Point.of(Code.ICE_RESTARTED)
                                                .with("end", end.word())
                                                .with("generation", seen.what().generation())
                                                .seen(seen.n()),
                                        false));
    }

    /**
     * Needs: a pair that worked although a third or more of at least six checks went unanswered, or
     * an engine that said three times or more that it sent a check again.
     */
    private static Optional<Note> lossy(End end) {
        for (TriedPair pair : end.pairs()) {
            long lost = pair.sent() - pair.answered() - 1;
            if (pair.isOrWasUp()
                    && pair.answered() > 0
                    && pair.sent() >= FEWEST_CHECKS
                    && lost >= LOSSY * pair.sent()) {
                return Optional.of(
                        new Note(
                                Point.of(Code.CHECKS_LOSSY)
                                        .with("end", end.word())
                                        .with("sent", pair.sent())
                                        .with("answered", pair.answered())
                                        .seen(pair.events()),
                                true));
            }
        }
        List<Integer> again =
                end.all(StunSent.class).stream()
                        .filter(seen -> seen.what().toward() == Toward.PEER)
                        .filter(
                                seen ->
                                        seen.what().retransmission() != null
                                                && seen.what().retransmission() > 0)
                        .map(Seen::n)
                        .toList();
        return again.size() >= FEWEST_RETRANSMISSIONS && end.checks().isUp()
                ? Optional.of(
                        new Note(
                                Point.of("checks-repeated")
                                        .with("end", end.word())
                                        .with("count", again.size())
                                        .seen(again.getFirst(), again.getLast()),
                                true))
                : Optional.empty();
    }

    /**
     * Needs: a server that gave a candidate and was reported as not reached too. Browsers report
     * that for each interface and address family.
     */
    private static Optional<Note> harmlessErrors(End end) {
        Gathering gathering = end.gathering();
        for (Seen<CandidateError> error : gathering.errors()) {
            Optional<Server> server = Server.of(error.what().url());
            if (error.what().code() == Gathering.UNREACHED
                    && server.isPresent()
                    && !gathering.from(server.get()).isEmpty()) {
                return Optional.of(
                        new Note(
                                Point.of(Code.IPV6_ONLY_ERRORS)
                                        .with("end", end.word())
                                        .with("server", server.get().at())
                                        .seen(
                                                error.n(),
                                                gathering.from(server.get()).getFirst().n()),
                                false));
            }
        }
        return Optional.empty();
    }

    /** Needs: a pair that worked, whose local interface the engine calls {@code vpn}. */
    private static Optional<Note> vpn(Call call, End end) {
        return end.pairs().stream()
                .filter(pair -> call.hadPath() && pair.isOrWasUp())
                .filter(pair -> "vpn".equals(pair.last().networkType()))
                .findFirst()
                .map(
                        pair ->
                                new Note(
                                        Point.of(Code.VPN_PATH)
                                                .with("end", end.word())
                                                .seen(pair.events()),
                                        false));
    }

    /** Needs: the link to the signaling service was closed and came back. */
    private static Optional<Note> resumed(End end) {
        return end.last(SignalingLink.class)
                .filter(link -> link.what().value().equals("resumed"))
                .map(
                        link ->
                                new Note(
                                        Point.of("signaling-resumed")
                                                .with("end", end.word())
                                                .seen(link.n()),
                                        false));
    }

    /**
     * Needs: a path over a relay that an end reaches by TCP or TLS, while each of its UDP servers
     * is reported as not answering. That they gave nothing yet proves nothing: gathering ends once
     * a path is found.
     */
    private static Optional<Note> tcpOnly(Call call, Finding finding) {
        if (finding.path() != Path.RELAY_TCP && finding.path() != Path.RELAY_TLS) {
            return Optional.empty();
        }
        for (End end : call.evidence().ends()) {
            Gathering gathering = end.gathering();
            List<Server> udp = gathering.servers().stream().filter(Server::isOverUdp).toList();
            boolean isRelayedByTcp =
                    end.selected()
                            .map(seen -> seen.what().relayProtocol())
                            .filter(transport -> !transport.equals("udp"))
                            .isPresent();
            if (isRelayedByTcp
                    && !udp.isEmpty()
                    && udp.stream().noneMatch(server -> gathering.silence(server).isEmpty())) {
                return Optional.of(
                        new Note(
                                Point.of(Code.TURN_TCP_ONLY)
                                        .with("end", end.word())
                                        .with("server", udp.getFirst().at())
                                        .with(
                                                "transport",
                                                Objects.requireNonNull(
                                                        end.selected()
                                                                .orElseThrow()
                                                                .what()
                                                                .relayProtocol()))
                                        .seen(
                                                udp.stream()
                                                        .flatMap(
                                                                server ->
                                                                        gathering
                                                                                .silence(server)
                                                                                .stream())
                                                        .map(Seen::n)
                                                        .toList())
                                        .seen(end.selected().orElseThrow().n()),
                                true));
            }
        }
        return Optional.empty();
    }
}
