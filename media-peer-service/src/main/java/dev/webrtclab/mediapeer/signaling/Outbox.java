package dev.webrtclab.mediapeer.signaling;

import dev.webrtclab.protocol.link.PeerToSignaling;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to the signaling service, bounded. While the link is down it keeps what a
 * remote still needs; when it is full, evidence goes first, then the oldest. Of several loads only
 * the last counts. Not thread-safe.
 */
public final class Outbox {
    private final int most;
    private final Deque<PeerToSignaling> waiting = new ArrayDeque<>();
    private long dropped;

    /**
     * @param most messages kept
     */
    public Outbox(int most) {
        this.most = most;
    }

    /** Queues one message. */
    public void add(PeerToSignaling message) {
        if (message instanceof PeerToSignaling.LoadChanged
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
                                || old instanceof PeerToSignaling.Clock);
        waiting.addFirst(register);
    }

    /** The next message to send, or {@code null}. */
    public @Nullable PeerToSignaling poll() {
        return waiting.pollFirst();
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Messages that were never sent because too many waited. */
    public long dropped() {
        return dropped;
    }

    private void dropOne() {
        dropped++;
        for (Iterator<PeerToSignaling> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next() instanceof PeerToSignaling.PeerEvidence) {
                each.remove();
                return;
            }
        }
        waiting.removeFirst();
    }
}
