package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionEvent.NatReported;
import dev.webrtclab.protocol.record.SessionEvent.Observed;
import dev.webrtclab.protocol.record.SessionEvent.Relay;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Environment;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Pair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.PeerCrashed;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SelectedPair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one end of a call, in the order of its own observations. */
public final class End {
    private final Participant participant;
    private final String word;
    private final List<SessionEvent> events;
    private final List<TriedPair> pairs;

    /**
     * @param word what texts call it: {@code browser}, {@code media-peer}, {@code caller}, {@code
     *     callee}
     * @param events those that this end made or that are about it, by number
     */
    End(Participant participant, String word, List<SessionEvent> events) {
        this.participant = participant;
        this.word = word;
        this.events = events;
        Map<String, List<Seen<Pair>>> byId = new LinkedHashMap<>();
        all(Pair.class)
                .forEach(
                        pair ->
                                byId.computeIfAbsent(pair.what().pair(), _ -> new ArrayList<>())
                                        .add(pair));
        pairs = byId.values().stream().map(TriedPair::of).toList();
    }

    /** Its peer id. */
    public String id() {
        return participant.peerId().value();
    }

    /** What texts call it. */
    public String word() {
        return word;
    }

    /** Whether it is a page. */
    public boolean isBrowser() {
        return participant.role() == Participant.Role.BROWSER;
    }

    /** Whether it told anything about itself; the end of its process is told by others. */
    public boolean isObserved() {
        return events.stream().anyMatch(this::isOwn);
    }

    /** The latest thing it told about itself. */
    public Optional<Seen<EvidenceEvent>> lastTold() {
        return events.stream()
                .filter(this::isOwn)
                .max(Comparator.comparingDouble(SessionEvent::at))
                .map(event -> new Seen<>(event.n(), event.at(), ((Observed) event.what()).event()));
    }

    private boolean isOwn(SessionEvent event) {
        return event.what() instanceof Observed(var observed)
                && !(observed instanceof PeerCrashed)
                && event.source().where() != Source.Where.SIGNALING;
    }

    /** All observations of one kind. */
    public <T extends EvidenceEvent> List<Seen<T>> all(Class<T> kind) {
        List<Seen<T>> found = new ArrayList<>();
        for (SessionEvent event : events) {
            if (event.what() instanceof Observed(var observed) && kind.isInstance(observed)) {
                found.add(new Seen<>(event.n(), event.at(), kind.cast(observed)));
            }
        }
        return found;
    }

    /** The first observation of a kind. */
    public <T extends EvidenceEvent> Optional<Seen<T>> first(Class<T> kind) {
        return all(kind).stream().findFirst();
    }

    /** The last observation of a kind. */
    public <T extends EvidenceEvent> Optional<Seen<T>> last(Class<T> kind) {
        List<Seen<T>> found = all(kind);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    /** What the TURN server said of its allocations. */
    public List<Seen<RelayEvent>> relayed(Set<RelayEvent.Type> types) {
        List<Seen<RelayEvent>> found = new ArrayList<>();
        for (SessionEvent event : events) {
            if (event.what() instanceof Relay(var relay) && types.contains(relay.what())) {
                found.add(new Seen<>(event.n(), event.at(), relay));
            }
        }
        return found;
    }

    /** The last NAT report of its network. */
    public Optional<Seen<NatReported>> natReport() {
        Optional<Seen<NatReported>> found = Optional.empty();
        for (SessionEvent event : events) {
            if (event.what() instanceof NatReported report) {
                found = Optional.of(new Seen<>(event.n(), event.at(), report));
            }
        }
        return found;
    }

    /** The first time a state had one of these values. */
    public Optional<Seen<State>> firstState(String of, String... values) {
        Set<String> wanted = Set.of(values);
        return all(State.class).stream()
                .filter(seen -> seen.what().of().equals(of))
                .filter(seen -> wanted.contains(seen.what().value()))
                .findFirst();
    }

    /** The latest value of a state. */
    public Optional<Seen<State>> lastState(String of) {
        return all(State.class).stream()
                .filter(seen -> seen.what().of().equals(of))
                .reduce((_, later) -> later);
    }

    /** Whether the latest value of a state is this one. */
    public boolean isNow(String of, String value) {
        return lastState(of).filter(seen -> seen.what().value().equals(value)).isPresent();
    }

    /** What it runs in and was told. */
    public Optional<Seen<Environment>> environment() {
        return last(Environment.class);
    }

    /** Whether it may use relayed paths only. */
    public boolean isRelayOnly() {
        return environment().filter(seen -> "relay".equals(seen.what().icePolicy())).isPresent();
    }

    /** Every candidate pair it had. */
    public List<TriedPair> pairs() {
        return pairs;
    }

    /** The pair that it used last. */
    public Optional<Seen<SelectedPair>> selected() {
        return last(SelectedPair.class);
    }

    /** Its checks over all pairs. */
    public Checks checks() {
        return Checks.of(this);
    }

    /** What it gathered and what servers said to it. */
    public Gathering gathering() {
        return new Gathering(this);
    }
}
