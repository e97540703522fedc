package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CandidateError;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one end gathered, from which servers, and which of them failed it. */
public final class Gathering {
    /** No answer, no way, or no name: the server was not reached (W3C webrtc §5.7.5). */
    public static final int UNREACHED = 701;

    private final End end;
    private final List<Seen<Candidate>> candidates;
    private final List<Seen<CandidateError>> errors;

    Gathering(End end) {
        this.end = end;
        candidates = end.all(Candidate.class);
        errors = end.all(CandidateError.class);
    }

    /** All local candidates. */
    public List<Seen<Candidate>> candidates() {
        return candidates;
    }

    /** Candidates of a type. */
    public List<Seen<Candidate>> ofType(String type) {
        return candidates.stream()
                .filter(seen -> seen.what().candidateType().equals(type))
                .toList();
    }

    /** Whether a relayed address was obtained, told by this end or by one of its pairs. */
    public boolean hasRelay() {
        return !ofType("relay").isEmpty()
                || end.pairs().stream()
                        .anyMatch(
                                pair ->
                                        "relay".equals(pair.last().localType())
                                                || pair.last().relayProtocol() != null);
    }

    /** The last state says that gathering is over. */
    public Optional<Seen<State>> complete() {
        return end.lastState("gathering").filter(seen -> seen.what().value().equals("complete"));
    }

    /** Addresses of its own interfaces, where they are not hidden. */
    public Set<String> ownHosts() {
        return ofType("host").stream()
                .map(seen -> seen.what().address())
                .filter(Objects::nonNull)
                .filter(host -> Address.kind(host) != Address.Kind.HIDDEN)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Addresses by which servers saw it. */
    public Set<String> mappedHosts() {
        Set<String> mapped = new TreeSet<>();
        ofType("srflx").stream()
                .map(seen -> seen.what().address())
                .filter(Objects::nonNull)
                .forEach(mapped::add);
        end.natReport()
                .map(seen -> seen.what().mappedAddress())
                .map(Address::host)
                .ifPresent(mapped::add);
        end.all(StunReceived.class).stream()
                .filter(seen -> seen.what().toward() != Toward.PEER)
                .map(seen -> seen.what().mapped())
                .filter(Objects::nonNull)
                .map(Address::host)
                .filter(host -> Address.kind(host) != Address.Kind.UNKNOWN)
                .forEach(mapped::add);
        return mapped;
    }

    /** The servers it was told, each once. */
    public List<Server> servers() {
        return end.environment().stream()
                .flatMap(seen -> seen.what().iceServers().stream())
                .flatMap(url -> Server.of(url).stream())
                .distinct()
                .toList();
    }

    /** The TURN servers it was told. */
    public List<Server> turnServers() {
        return servers().stream().filter(Server::isTurn).toList();
    }

    /** Whether the servers it was told are known. */
    public boolean knowsServers() {
        return end.environment().isPresent();
    }

    /** Candidates that a server gave. */
    public List<Seen<Candidate>> from(Server server) {
        return candidates.stream()
                .filter(seen -> Server.of(seen.what().url()).filter(server::equals).isPresent())
                .toList();
    }

    /** Errors about a server. */
    public List<Seen<CandidateError>> errors(Server server) {
        return errors.stream()
                .filter(seen -> Server.of(seen.what().url()).filter(server::equals).isPresent())
                .toList();
    }

    /** All errors. */
    public List<Seen<CandidateError>> errors() {
        return errors;
    }

    /**
     * Reports of no answer from a server that gave nothing. One that gave a candidate on another
     * interface was reached, so its errors mean nothing.
     */
    public List<Seen<CandidateError>> silence(Server server) {
        return from(server).isEmpty()
                ? errors(server).stream().filter(seen -> seen.what().code() == UNREACHED).toList()
                : List.of();
    }

    /** Whether a server answered this end: with a candidate, or with a refusal of its own. */
    public boolean wasAnsweredBy(Server server) {
        return !from(server).isEmpty()
                || errors(server).stream().anyMatch(seen -> seen.what().code() != UNREACHED);
    }

    /** Answers of any STUN or TURN server, whichever. */
    public List<Integer> answersOfServers() {
        return Stream.concat(
                        candidates.stream()
                                .filter(
                                        seen ->
                                                Set.of("srflx", "relay")
                                                        .contains(seen.what().candidateType()))
                                .map(Seen::n),
                        end.all(StunReceived.class).stream()
                                .filter(seen -> seen.what().toward() != Toward.PEER)
                                .map(Seen::n))
                .sorted()
                .limit(1)
                .toList();
    }
}
