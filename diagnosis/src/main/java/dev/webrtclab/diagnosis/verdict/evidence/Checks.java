package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.signaling.EvidenceEvent.CheckReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunSent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import java.util.ArrayList;
import java.util.List;

/**
 * Connectivity checks of one end, out of its statistics or, where those have none, out of the log
 * of its engine.
 *
 * @param sent by this end
 * @param answered answers that came back
 * @param arrived checks of the other end
 * @param isUp whether a pair ever worked
 * @param events where it is from
 */
public record Checks(long sent, long answered, long arrived, boolean isUp, List<Integer> events) {

    static Checks of(End end) {
        List<TriedPair> pairs = end.pairs();
        List<Seen<StunSent>> sent =
                end.all(StunSent.class).stream()
                        .filter(seen -> seen.what().toward() == Toward.PEER)
                        .toList();
        List<Seen<StunReceived>> answers =
                end.all(StunReceived.class).stream()
                        .filter(
                                seen ->
                                        seen.what().toward() == Toward.PEER
                                                && seen.what().code() == 0)
                        .toList();
        List<Seen<CheckReceived>> arrived = end.all(CheckReceived.class);
        List<Integer> events = new ArrayList<>();
        pairs.forEach(pair -> events.addAll(pair.events()));
        bounds(sent, events);
        bounds(answers, events);
        bounds(arrived, events);
        return new Checks(
                Math.max(pairs.stream().mapToLong(TriedPair::sent).sum(), sent.size()),
                Math.max(pairs.stream().mapToLong(TriedPair::answered).sum(), answers.size()),
                Math.max(pairs.stream().mapToLong(TriedPair::arrived).sum(), arrived.size()),
                pairs.stream().anyMatch(TriedPair::isOrWasUp) || !answers.isEmpty(),
                List.copyOf(events));
    }

    private static <T> void bounds(List<Seen<T>> list, List<Integer> events) {
        if (!list.isEmpty()) {
            events.add(list.getFirst().n());
            events.add(list.getLast().n());
        }
    }
}
