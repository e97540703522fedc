package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.PeerInput;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.mediapeer.worker.peer.RtcPeers;
import dev.webrtclab.mediapeer.worker.peer.Sessions;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.RtcThread;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers a few offers of nobody before the first real one, so that the first viewer does not pay
 * for loading classes: without it the first answer takes hundreds of milliseconds, later ones about
 * ten. The offer in {@code warm-up-offer.sdp} is one that Chromium 156 makes to receive video, with
 * invented credentials.
 */
final class WarmUp {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int ROUNDS = 12;

    private final WireJson<WorkerCommand> commands = WireJson.of(WorkerCommand.class);
    private final WireJson<WorkerEvent> events = WireJson.of(WorkerEvent.class);
    private final RtcThread thread;
    private final RtcPeers peers;
    private final Sessions sessions;
    private volatile CountDownLatch answered = new CountDownLatch(1);

    WarmUp(RtcThread thread, RtcPeers peers) {
        this.thread = thread;
        this.peers = peers;
        this.sessions =
                new Sessions(
                        peers, this::take, thread::later, Moment::now, System.Logger.Level.DEBUG);
    }

    /** Returns after some rounds or three seconds; nothing it opened is left. */
    void run() {
        long end = System.nanoTime() + LIMIT.toNanos();
        String offer =
                commands.encode(
                        new WorkerCommand.Offer("warm-up", text(), "pattern", true, List.of()));
        try {
            measure(end);
            for (int i = 0; i < ROUNDS && System.nanoTime() < end; i++) {
                answered = new CountDownLatch(1);
                send(offer);
                if (!answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.log(System.Logger.Level.WARNING, "the warm-up got no answer in time");
                }
                send(commands.encode(new WorkerCommand.Close("warm-up")));
            }
        } catch (RefusedException e) {
            throw new IllegalStateException("a command of our own is a command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reads statistics once: a session does so only when it is connected, when it is in a hurry.
     */
    private void measure(long end) throws InterruptedException {
        CountDownLatch measured = new CountDownLatch(1);
        thread.execute(
                () -> {
                    AtomicReference<RtcPeer> peer = new AtomicReference<>();
                    peer.set(
                            peers.open(
                                    List.of(),
                                    Wish.STANDARD,
                                    observation -> {
                                        if (observation instanceof PeerInput.Measured) {
                                            peer.get().close();
                                            measured.countDown();
                                        }
                                    }));
                    peer.get().measure();
                });
        if (!measured.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "the warm-up got no statistics in time");
        }
    }

    private void send(String line) throws RefusedException {
        if (commands.decode(line) instanceof WorkerCommand.OfSession command) {
            thread.execute(() -> sessions.command(command));
        }
    }

    private void take(WorkerEvent event) {
        events.encode(event);
        if (event instanceof WorkerEvent.Answer) {
            answered.countDown();
        }
    }

    private static String text() {
        try (InputStream offer = WarmUp.class.getResourceAsStream("warm-up-offer.sdp")) {
            if (offer == null) {
                throw new IllegalStateException("warm-up-offer.sdp is part of this jar");
            }
            return new String(offer.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
