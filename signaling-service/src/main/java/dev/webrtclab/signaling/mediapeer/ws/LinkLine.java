package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.link.PeerToSignaling.RunningPeer;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.ws.Outbox;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way to one media-peer-service, over one socket after the other: what is said while no socket
 * is there waits for the next one.
 */
final class LinkLine {
    private static final WireJson<SignalingToPeer> JSON = WireJson.of(SignalingToPeer.class);
    private static final int MOST_WAITING = 256;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Outbox outbox;

    private record Waiting(SignalingToPeer message, Delivery delivery) {}

    void send(SignalingToPeer message) {
        send(message, Delivery.UNWATCHED);
    }

    synchronized void send(SignalingToPeer message, Delivery delivery) {
        if (outbox != null) {
            outbox.send(JSON.encode(message), delivery);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(new Waiting(message, delivery));
        } else {
            delivery.dropped();
        }
    }

    /** Nobody will come for what waits. */
    synchronized void giveUp() {
        waiting.forEach(each -> each.delivery().dropped());
        waiting.clear();
    }

    /** Whether an order to end this peer still waits. */
    synchronized boolean isStopping(PeerId peer) {
        return waiting.stream()
                .anyMatch(
                        each ->
                                each.message() instanceof SignalingToPeer.StopPeer stop
                                        && stop.peerId().equals(peer));
    }

    /**
     * A peer as it is once it has heard what waits: with the remotes whose offers wait and those it
     * is to call, without those whose leave waits.
     */
    synchronized RunningPeer afterWaiting(RunningPeer running) {
        Set<PeerId> remotes = new LinkedHashSet<>(running.remotes());
        waiting.forEach(each -> hear(each.message(), running.peerId(), remotes));
        return new RunningPeer(
                running.peerId(),
                running.roomId(),
                running.source(),
                running.trickle(),
                List.copyOf(remotes),
                running.width(),
                running.height(),
                running.framesPerSecond());
    }

    /** What becomes of a peer's remotes when it hears a message. */
    private static void hear(SignalingToPeer message, PeerId of, Set<PeerId> remotes) {
        switch (message) {
            case SignalingToPeer.Signaled(var peer, var from, var signal, var _) -> {
                if (peer.equals(of) && signal instanceof Signal.Offer) {
                    remotes.add(from);
                }
            }
            case SignalingToPeer.View(var peer, var remote, var _) -> {
                if (peer.equals(of)) {
                    remotes.add(remote);
                }
            }
            case SignalingToPeer.RemoteLeft(var peer, var remote, var _) -> {
                if (peer.equals(of)) {
                    remotes.remove(remote);
                }
            }
            case SignalingToPeer.StartPeer _,
                    SignalingToPeer.StopPeer _,
                    SignalingToPeer.SetSource _,
                    SignalingToPeer.GetThumbnail _,
                    SignalingToPeer.Clock _ -> {}
        }
    }

    synchronized void attach(Outbox next) {
        outbox = next;
        waiting.forEach(each -> next.send(JSON.encode(each.message()), each.delivery()));
        waiting.clear();
    }

    /** Only if it is still the current one: a newer socket may have taken over. */
    synchronized boolean detach(Outbox ended) {
        if (outbox != ended) {
            return false;
        }
        outbox = null;
        return true;
    }

    synchronized @Nullable Outbox current() {
        return outbox;
    }
}
