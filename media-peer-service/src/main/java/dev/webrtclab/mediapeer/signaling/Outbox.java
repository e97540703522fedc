package dev.webrtclab.mediapeer.signaling;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.PeerToSignaling.PeerEvidence;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to the signaling service, bounded. While the link is down it keeps what a
 * remote still needs; when it is full, evidence goes first, then the oldest; how much evidence of a
 * connection went is told with its next. Signals overtake evidence, of which there can be hundreds
 * at a time: setting up a call must not wait for telling about it. Of several loads, and of several
 * lists of sources, only the last counts. Not thread-safe.
 */
public final class Outbox {
    private final int most;
    private final Deque<PeerToSignaling> waiting = new ArrayDeque<>();
    private final Map<Between, Integer> omitted = new HashMap<>();
    private long dropped;

    private record Between(PeerId peer, PeerId remote) {
        static Between of(PeerEvidence evidence) {
            return new Between(evidence.peerId(), evidence.remote());
        }
    }

    /**
     * @param most messages kept
     */
    public Outbox(int most) {
        this.most = most;
    }

    /** Queues one message. */
    public void add(PeerToSignaling message) {
        if (message instanceof PeerToSignaling.LoadChanged
                || message instanceof PeerToSignaling.SourcesChanged
                || message instanceof PeerToSignaling.Clock) {
            waiting.removeIf(old -> old.getClass() == message.getClass());
        }
        if (waiting.size() >= most) {
            dropOne();
        }
        waiting.addLast(message);
    }

    /** Puts the registration before everything else; it carries the load, clocks start anew. */
    public void register(PeerToSignaling.Register register) {
        waiting.removeIf(
                old ->
                        old instanceof PeerToSignaling.Register
                                || old instanceof PeerToSignaling.LoadChanged
                                || old instanceof PeerToSignaling.SourcesChanged
                                || old instanceof PeerToSignaling.Clock);
        waiting.addFirst(register);
    }

    /** The next message to send, or {@code null}. */
    public @Nullable PeerToSignaling poll() {
        if (!(waiting.peekFirst() instanceof PeerEvidence evidence)) {
            PeerToSignaling next = waiting.pollFirst();
            forgetEnded(next);
            return next;
        }
        for (Iterator<PeerToSignaling> each = waiting.iterator(); each.hasNext(); ) {
            PeerToSignaling message = each.next();
            if (message instanceof PeerToSignaling.Signaled) {
                each.remove();
                return message;
            }
            if (!(message instanceof PeerEvidence)) {
                break;
            }
        }
        Integer missing = omitted.remove(Between.of(evidence));
        return missing == null
                ? waiting.pollFirst()
                : new PeerEvidence(
                        evidence.peerId(),
                        evidence.remote(),
                        evidence.at(),
                        evidence.uncertaintyMs(),
                        new EvidenceEvent.Omitted(missing),
                        evidence.senderAt());
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Messages that were never sent because too many waited. */
    public long dropped() {
        return dropped;
    }

    private void forgetEnded(@Nullable PeerToSignaling message) {
        if (message instanceof PeerToSignaling.ConnectionEnded(var peer, var remote, _)) {
            omitted.remove(new Between(peer, remote));
        } else if (message instanceof PeerToSignaling.PeerEnded(var peer, _)) {
            omitted.keySet().removeIf(between -> between.peer().equals(peer));
        }
    }

    private void dropOne() {
        dropped++;
        for (Iterator<PeerToSignaling> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next() instanceof PeerEvidence evidence) {
                each.remove();
                omitted.merge(Between.of(evidence), 1, Integer::sum);
                return;
            }
        }
        waiting.removeFirst();
    }
}
