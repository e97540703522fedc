package dev.webrtclab.signaling.ws;

import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.room.Delivery;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounded outbound queue of one socket. Whoever puts a text in never waits; one text is on its way
 * at a time and the next follows when the network took it, so the order of the queue is the order
 * of the socket, and a receiver that does not read fills the queue instead of the heap. Safe for
 * any number of threads.
 */
public final class Outbox {
    /** Most texts that wait. */
    public static final int MAX_TEXTS = 256;

    /** So many waiting texts are enough: what can be done without is left out from then on. */
    public static final int SPARING_FROM = MAX_TEXTS / 2;

    /** Most bytes that wait. */
    public static final long MAX_BYTES = 1 << 20;

    private final Wire wire;
    private final Runnable onOverflow;
    private final InstantSource clock;
    private final Deque<Text> waiting = new ArrayDeque<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private long waitingBytes;
    private boolean sending;
    private boolean closed;
    private @Nullable CloseReason last;

    /** The two things a socket can do; both are lazy. */
    public interface Wire {
        /** Sends one text; completes when the network took it. */
        Uni<Void> send(String text);

        /** Starts the closing handshake. */
        Uni<Void> close(CloseReason reason);
    }

    private record Text(String text, Delivery delivery) {}

    /**
     * The queue before a socket.
     *
     * @param onOverflow called once, after the queue was dropped, when the receiver does not keep
     *     up
     * @param clock the lab clock
     */
    public Outbox(Wire wire, Runnable onOverflow, InstantSource clock) {
        this.wire = wire;
        this.onOverflow = onOverflow;
        this.clock = clock;
    }

    /** Queues a text; ignored once the socket is closing. */
    public void send(String text) {
        send(text, Delivery.UNWATCHED);
    }

    /** Queues a text; one that comes once the socket is closing is dropped. */
    public void send(String text, Delivery delivery) {
        List<Text> dropped = List.of();
        boolean refused = false;
        synchronized (this) {
            if (closed || last != null) {
                refused = true;
            } else {
                waiting.add(new Text(text, delivery));
                waitingBytes += size(text);
                if (waiting.size() > MAX_TEXTS || waitingBytes > MAX_BYTES) {
                    dropped = drop();
                }
            }
        }
        if (refused) {
            delivery.dropped();
        } else if (dropped.isEmpty()) {
            drain();
        } else {
            dropped.forEach(each -> each.delivery().dropped());
            onOverflow.run();
        }
    }

    /**
     * Queues a text that the receiver can do without: dropped where it is behind, so that what it
     * needs still has a place.
     */
    public void sendIfRoom(String text, Delivery delivery) {
        boolean isBehind;
        synchronized (this) {
            isBehind = waiting.size() >= SPARING_FROM || waitingBytes >= MAX_BYTES / 2;
        }
        if (isBehind) {
            delivery.dropped();
        } else {
            send(text, delivery);
        }
    }

    /** Closes after everything that waits was sent. */
    public void closeAfterwards(CloseReason reason) {
        synchronized (this) {
            if (closed || last != null) {
                return;
            }
            last = reason;
        }
        drain();
    }

    /** Closes without sending what waits. */
    public void closeNow(CloseReason reason) {
        gone();
        wire.close(reason).subscribe().with(done -> {}, failure -> {});
    }

    /** The socket is gone. */
    public void gone() {
        List<Text> dropped;
        synchronized (this) {
            dropped = drop();
        }
        dropped.forEach(each -> each.delivery().dropped());
    }

    /** Under the lock; whoever waits for what was dropped is told outside of it. */
    private List<Text> drop() {
        List<Text> dropped = List.copyOf(waiting);
        closed = true;
        waiting.clear();
        waitingBytes = 0;
        return dropped;
    }

    /** A loop, not a recursion: a send may complete before it returns. */
    private void drain() {
        if (rounds.getAndIncrement() == 0) {
            do {
                sendNext();
            } while (rounds.decrementAndGet() != 0);
        }
    }

    private void sendNext() {
        Text text;
        CloseReason reason;
        synchronized (this) {
            if (sending || closed) {
                return;
            }
            text = waiting.poll();
            reason = last;
            if (text == null && reason == null) {
                return;
            }
            sending = true;
            if (text == null) {
                closed = true;
            } else {
                waitingBytes -= size(text.text());
            }
        }
        if (text != null) {
            send(text);
        } else if (reason != null) {
            wire.close(reason).subscribe().with(done -> {}, failure -> {});
        }
    }

    private void send(Text next) {
        double before = now();
        wire.send(next.text())
                .subscribe()
                .with(
                        done -> {
                            next.delivery().taken(before, now());
                            sent();
                        },
                        failure -> {
                            next.delivery().dropped();
                            gone();
                        });
    }

    private double now() {
        return LabClock.toMillis(clock.instant());
    }

    private void sent() {
        synchronized (this) {
            sending = false;
        }
        drain();
    }

    /** Bytes of the text on the wire. */
    public static int size(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return bytes;
    }
}
