package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.signaling.EvidenceEvent.Pair;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One candidate pair with its last state and its highest counters, since pairs vanish from later
 * statistics and counters begin anew when the selected pair changes.
 *
 * @param last its last report
 * @param sent checks of this end; engines count consent checks among them or not, so it is the
 *     least
 * @param answered answers to them
 * @param arrived checks of the other end
 * @param replied answers to those
 * @param isOrWasUp whether it ever succeeded
 * @param events the first and the last report of it
 */
public record TriedPair(
        Pair last,
        long sent,
        long answered,
        long arrived,
        long replied,
        boolean isOrWasUp,
        List<Integer> events) {

    /** One pair out of all its reports, in order; there is at least one. */
    static TriedPair of(List<Seen<Pair>> reports) {
        long sent = 0;
        long answered = 0;
        long arrived = 0;
        long replied = 0;
        boolean up = false;
        for (Seen<Pair> report : reports) {
            Pair pair = report.what();
            sent = Math.max(sent, count(pair.requestsSent()));
            answered = Math.max(answered, count(pair.responsesReceived()));
            arrived = Math.max(arrived, count(pair.requestsReceived()));
            replied = Math.max(replied, count(pair.responsesSent()));
            up |= pair.state().equals("succeeded");
        }
        return new TriedPair(
                reports.getLast().what(),
                sent,
                answered,
                arrived,
                replied,
                up || answered > 0,
                List.of(reports.getFirst().n(), reports.getLast().n()));
    }

    private static long count(@Nullable Long counter) {
        return counter == null ? 0 : Math.max(0, counter);
    }

    /** Whether a TURN server is between this pair's ends, as far as this end knows. */
    public boolean isRelayed() {
        return last.relayProtocol() != null
                || "relay".equals(last.localType())
                || "relay".equals(last.remoteType());
    }

    /** Host of the remote candidate, where it is not hidden. */
    public Optional<String> remoteHost() {
        return Optional.ofNullable(last.remote()).map(Address::host);
    }
}
