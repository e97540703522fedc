package dev.webrtclab.mediapeer.signaling.ws;

import dev.webrtclab.mediapeer.signaling.BackOff;
import dev.webrtclab.mediapeer.signaling.EvidenceDates;
import dev.webrtclab.mediapeer.signaling.LinkClock;
import dev.webrtclab.mediapeer.signaling.Outbox;
import dev.webrtclab.mediapeer.wire.CompleteJson;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The link to the signaling service: connects, registers, comes back after a loss with growing
 * pauses, and sends one message at a time. Sessions do not notice when it is down. Built on the
 * JDK's WebSocket because each send completes when it is written, which bounds what is in flight.
 * Thread-safe: everything happens on one thread of its own.
 */
public final class SignalingClient {
    private static final Logger LOG = Logger.getLogger(SignalingClient.class);
    private static final WireJson<PeerToSignaling> OUT = WireJson.of(PeerToSignaling.class);
    private static final CompleteJson<SignalingToPeer> IN = CompleteJson.of(SignalingToPeer.class);
    private static final int OUTBOX = 1024;

    private final LinkSettings settings;
    private final LinkListener listener;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("link").factory());
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LinkSettings.CONNECT_TIMEOUT)
                    .build();
    private final BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());
    private final LinkClock clock = new LinkClock();
    private final Outbox outbox = new Outbox(OUTBOX);
    private final EvidenceDates evidence = new EvidenceDates(clock);
    private final CompletableFuture<Void> flushed = new CompletableFuture<>();

    private volatile LinkState state;
    private @Nullable WebSocket socket;
    private long attempt;
    private long question;
    private long heardNanos;
    private boolean announced;
    private boolean sending;
    private boolean closing;

    /** A link that is down until {@link #start}. */
    public SignalingClient(LinkSettings settings, LinkListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.state = new LinkState(false, "not connected yet", Instant.now());
    }

    /** Begins to connect. */
    public void start() {
        long interval = settings.clockInterval().toMillis();
        thread.execute(this::connect);
        thread.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Where the link stands. */
    public LinkState state() {
        return state;
    }

    /** Queues one message; kept while the link is down. */
    public void tell(PeerToSignaling message) {
        execute(
                () -> {
                    outbox.add(message);
                    pump();
                });
    }

    /** Registers on the connection that just opened; goes before everything that waits. */
    public void register(PeerToSignaling.Register register) {
        execute(
                () -> {
                    if (socket != null) {
                        outbox.register(register);
                        announced = true;
                        ask();
                    }
                });
    }

    /** Queues evidence; {@code at}, give or take, in ms since the epoch on our clock. */
    public void observe(
            PeerId peer, PeerId remote, double at, double uncertaintyMs, EvidenceEvent event) {
        execute(
                () -> {
                    evidence.add(peer, remote, at, uncertaintyMs, event);
                    evidence.take().forEach(outbox::add);
                    pump();
                });
    }

    /** Sends what waits if the link is up, then closes it; waits no longer than given. */
    public void close(Duration most) {
        execute(
                () -> {
                    closing = true;
                    pump();
                });
        try {
            flushed.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            LOG.warn("the link was closed before everything was sent");
        }
        thread.shutdownNow();
        http.shutdownNow();
    }

    private void connect() {
        if (closing) {
            return;
        }
        long mine = ++attempt;
        String token;
        try {
            token = settings.readToken();
        } catch (IOException e) {
            lost(mine, e.getMessage());
            return;
        }
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .connectTimeout(LinkSettings.CONNECT_TIMEOUT)
                .buildAsync(
                        settings.url(),
                        new TextReceiver(
                                text -> execute(() -> received(mine, text)),
                                why -> execute(() -> lost(mine, why))))
                .whenComplete((opened, failure) -> execute(() -> opened(mine, opened, failure)));
    }

    private void opened(long mine, @Nullable WebSocket opened, @Nullable Throwable failure) {
        if (opened == null) {
            lost(mine, LinkFailure.reason(failure));
        } else if (mine != attempt || closing) {
            opened.abort();
        } else {
            socket = opened;
            heardNanos = System.nanoTime();
            listener.connected();
        }
    }

    private void lost(long mine, @Nullable String why) {
        if (mine != attempt) {
            return;
        }
        if (socket != null) {
            socket.abort();
        }
        socket = null;
        announced = false;
        sending = false;
        attempt++;
        String detail = settings.url().getAuthority() + ": " + why;
        if (state.registered() || !state.detail().equals(detail)) {
            LOG.warnf("link lost or not made: %s", detail);
            state = new LinkState(false, detail, Instant.now());
        }
        if (closing) {
            flushed.complete(null);
            return;
        }
        thread.schedule(this::connect, backOff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void received(long mine, String text) {
        if (mine != attempt) {
            return;
        }
        heardNanos = System.nanoTime();
        if (announced && !state.registered()) {
            state = new LinkState(true, settings.url().getAuthority(), Instant.now());
            backOff.succeeded();
            LOG.infof("link up: registered with %s", settings.url().getAuthority());
        }
        try {
            switch (IN.decode(text)) {
                case SignalingToPeer.Clock answer -> answered(answer);
                case SignalingToPeer message -> listener.said(message);
            }
        } catch (RefusedException e) {
            LOG.warnf("a message of the signaling service is refused: %s", e.refusal().detail());
        }
    }

    private void answered(SignalingToPeer.Clock answer) {
        if (answer.id() != question) {
            return;
        }
        clock.answered(answer.sentAt(), answer.receivedAt(), answer.repliedAt(), now());
        evidence.take().forEach(outbox::add);
        pump();
    }

    /** Every clock interval: asks, and gives a silent connection up. */
    private void beat() {
        if (socket != null && System.nanoTime() - heardNanos > settings.patience().toNanos()) {
            lost(attempt, "silent for " + settings.patience().toMillis() + " ms");
        } else if (announced) {
            ask();
        }
    }

    private void ask() {
        outbox.add(new PeerToSignaling.Clock(++question, now()));
        pump();
    }

    /** Sends the next message when the one before has been written. */
    private void pump() {
        WebSocket open = socket;
        if (open == null || !announced || sending) {
            if (closing && !sending) {
                finish(open);
            }
            return;
        }
        PeerToSignaling message = outbox.poll();
        if (message == null) {
            if (closing) {
                finish(open);
            }
            return;
        }
        long mine = attempt;
        sending = true;
        open.sendText(OUT.encode(stamped(message)), true)
                .whenComplete((_, failure) -> execute(() -> sent(mine, failure)));
    }

    private PeerToSignaling stamped(PeerToSignaling message) {
        if (message instanceof PeerToSignaling.Register) {
            clock.restart();
        }
        return message instanceof PeerToSignaling.Clock(var id, _)
                ? new PeerToSignaling.Clock(id, now())
                : message;
    }

    private void sent(long mine, @Nullable Throwable failure) {
        if (mine != attempt) {
            return;
        }
        sending = false;
        if (failure != null) {
            lost(mine, LinkFailure.reason(failure));
        } else {
            pump();
        }
    }

    private void finish(@Nullable WebSocket open) {
        attempt++;
        if (open == null) {
            flushed.complete(null);
        } else {
            open.sendClose(1001, "shutting down").whenComplete((_, _) -> flushed.complete(null));
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the link is closed");
        }
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1000.0 + now.getNano() / 1e6;
    }
}
