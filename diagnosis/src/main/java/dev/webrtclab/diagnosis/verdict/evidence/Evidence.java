package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionEvent.Left;
import dev.webrtclab.protocol.record.SessionEvent.Signal;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstFrameDecoded;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstRtp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session record arranged for questions. Its answers depend on the record and a time alone. */
public final class Evidence {
    /** A call nobody says anything of for so long is over, whatever its record says. */
    private static final double SILENT_MS = 120_000;

    /** Signs of a failure that would show within this time show when a call is given up. */
    private static final double PATIENCE_ENDED_MS = 4_000;

    /** ICE gives up after about 15 s without an answer. */
    private static final double PATIENCE_MS = 15_000;

    private final SessionRecord record;
    private final List<SessionEvent> events;
    private final double now;
    private final End caller;
    private final End callee;

    private Evidence(SessionRecord record, double now) {
        this.record = record;
        events = record.events().stream().sorted(Comparator.comparingInt(SessionEvent::n)).toList();
        double last =
                events.stream().mapToDouble(SessionEvent::at).max().orElse(record.startedAt());
        Double endedAt = record.endedAt();
        this.now = endedAt != null ? Math.max(endedAt, record.startedAt()) : Math.max(now, last);
        caller = end(record.caller(), "caller");
        callee = end(record.callee(), "callee");
    }

    /**
     * The evidence of a record.
     *
     * @param now in ms since the epoch on the lab clock; of no effect once the record has ended
     */
    public static Evidence of(SessionRecord record, double now) {
        return new Evidence(record, now);
    }

    private End end(Participant participant, String place) {
        boolean isAlike = record.caller().role() == record.callee().role();
        String word =
                isAlike
                        ? place
                        : switch (participant.role()) {
                            case BROWSER -> "browser";
                            case MEDIA_PEER -> "media-peer";
                        };
        String id = participant.peerId().value();
        return new End(
                participant,
                word,
                events.stream().filter(event -> id.equals(owner(event))).toList());
    }

    /** Whose observation an event is, or whom it is about. */
    private @Nullable String owner(SessionEvent event) {
        if (event.what() instanceof Signaled) {
            return event.from();
        }
        String by = event.source().by() == null ? null : event.source().by().value();
        return Stream.of(
                        Optional.ofNullable(by),
                        Optional.of(event.from()),
                        Optional.ofNullable(event.to()))
                .flatMap(Optional::stream)
                .filter(this::isEnd)
                .findFirst()
                .orElse(null);
    }

    private boolean isEnd(String id) {
        return record.caller().peerId().value().equals(id)
                || record.callee().peerId().value().equals(id);
    }

    /** When the record began, in ms on the lab clock. */
    public double startedAt() {
        return record.startedAt();
    }

    /** The moment that is looked at: the end of the record, or now. */
    public double now() {
        return now;
    }

    /** Events that came after the record was full. */
    public int dropped() {
        return record.dropped();
    }

    /** Numbers of all events, ascending. */
    public List<Integer> numbers() {
        return events.stream().map(SessionEvent::n).toList();
    }

    /** The end that made the first offer. */
    public End caller() {
        return caller;
    }

    /** The other end. */
    public End callee() {
        return callee;
    }

    /** Both ends, the caller first. */
    public List<End> ends() {
        return List.of(caller, callee);
    }

    /** The end that is not this one. */
    public End other(End end) {
        return end == caller ? callee : caller;
    }

    /**
     * The end whose picture counts: the one that media arrived at, else the one that asked for it
     * in its description, else the caller.
     */
    public End receiver() {
        for (End end : ends()) {
            if (end.first(FirstFrameDecoded.class).isPresent()) {
                return end;
            }
        }
        for (End end : ends()) {
            if (end.first(FirstRtp.class).isPresent()) {
                return end;
            }
        }
        return video(caller).filter(direction -> direction.equals("sendonly")).isPresent()
                ? callee
                : caller;
    }

    private static Optional<String> video(End end) {
        return end.all(Description.class).stream()
                .filter(seen -> seen.what().side().equals("local"))
                .flatMap(seen -> seen.what().media().stream())
                .filter(media -> media.kind().equals("video"))
                .map(media -> media.direction())
                .findFirst();
    }

    /** Whether descriptions, as far as known, agree on a video that is sent. */
    public boolean expectsVideo() {
        List<Seen<Description>> answers =
                ends().stream()
                        .flatMap(end -> end.all(Description.class).stream())
                        .filter(seen -> seen.what().sdpType().equals("answer"))
                        .filter(seen -> !seen.what().media().isEmpty())
                        .toList();
        return answers.isEmpty()
                || answers.stream()
                        .flatMap(seen -> seen.what().media().stream())
                        .anyMatch(
                                media ->
                                        media.kind().equals("video")
                                                && !media.rejected()
                                                && !media.direction().equals("inactive"));
    }

    /** All relayed signals of a kind. */
    public List<Seen<Signaled>> signals(Signal kind) {
        return signalEvents(kind)
                .map(event -> new Seen<>(event.n(), event.at(), (Signaled) event.what()))
                .toList();
    }

    /** All relayed signals of a kind that one end sent. */
    public List<Seen<Signaled>> signals(Signal kind, End from) {
        return signalEvents(kind)
                .filter(event -> event.from().equals(from.id()))
                .map(event -> new Seen<>(event.n(), event.at(), (Signaled) event.what()))
                .toList();
    }

    private Stream<SessionEvent> signalEvents(Signal kind) {
        return events.stream()
                .filter(
                        event ->
                                event.what() instanceof Signaled signaled
                                        && signaled.signal() == kind);
    }

    /** How an end left. */
    public record Departure(End end, Left left) {}

    /** The first departure. */
    public Optional<Seen<Departure>> departure() {
        for (SessionEvent event : events) {
            if (event.what() instanceof Left left) {
                String whose = owner(event);
                if (whose != null) {
                    End end = whose.equals(caller.id()) ? caller : callee;
                    return Optional.of(new Seen<>(event.n(), event.at(), new Departure(end, left)));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether nothing more can come. */
    public boolean isOver() {
        double last =
                events.stream().mapToDouble(SessionEvent::at).max().orElse(record.startedAt());
        return record.endedAt() != null || departure().isPresent() || now - last > SILENT_MS;
    }

    /** Whether a step that began then has had its time. */
    public boolean hasWaitedSince(double at) {
        return now - at >= (isOver() ? PATIENCE_ENDED_MS : PATIENCE_MS);
    }

    /** Events that say in so many words that the connection failed. */
    public List<Integer> failures() {
        List<Integer> found = new ArrayList<>();
        for (End end : ends()) {
            for (String of : Set.of("ice", "connection")) {
                end.lastState(of)
                        .filter(seen -> seen.what().value().equals("failed"))
                        .ifPresent(seen -> found.add(seen.n()));
            }
        }
        return found.stream().sorted().toList();
    }
}
