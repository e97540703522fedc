package dev.webrtclab.mediapeer.control;

import dev.webrtclab.mediapeer.sessions.SessionCommand;
import dev.webrtclab.mediapeer.sessions.SessionEffect;
import dev.webrtclab.mediapeer.sessions.Sessions;
import dev.webrtclab.mediapeer.sessions.SessionsView;
import dev.webrtclab.mediapeer.signaling.ws.LinkListener;
import dev.webrtclab.mediapeer.signaling.ws.LinkSettings;
import dev.webrtclab.mediapeer.signaling.ws.LinkState;
import dev.webrtclab.mediapeer.signaling.ws.SignalingClient;
import dev.webrtclab.mediapeer.worker.WorkerLaunch;
import dev.webrtclab.mediapeer.worker.WorkerListener;
import dev.webrtclab.mediapeer.worker.WorkerProcess;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Runs {@link Sessions} on one thread: every report of a worker and every message of the link
 * becomes a command there, and its effects are carried out in order before the next command.
 * Nothing on this thread waits for a worker or for the network. Thread-safe.
 */
public final class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration VIEW_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(1);

    private final Identity identity;
    private final Sessions sessions;
    private final WorkerLaunch launch;
    private final SignalingClient link;
    private final List<NoteSink> sinks;
    private final int capacity;
    private final Map<Integer, WorkerProcess> processes = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("supervisor").factory());
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private volatile PeerToSignaling.Load load;
    private boolean draining;

    /** Everything is connected, nothing runs before {@link #start}. */
    public Supervisor(
            Identity identity,
            Sessions sessions,
            WorkerLaunch launch,
            LinkSettings linkSettings,
            List<NoteSink> sinks) {
        this.identity = identity;
        this.sessions = sessions;
        this.launch = launch;
        this.sinks = List.copyOf(sinks);
        this.capacity = sessions.view().capacity();
        this.load = sessions.load();
        this.link = new SignalingClient(linkSettings, new FromLink());
    }

    /** Starts the first worker and the link. */
    public void start() {
        thread.scheduleWithFixedDelay(
                () -> apply(new SessionCommand.Tick()), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        link.start();
    }

    /** Who this instance is. */
    public Identity identity() {
        return identity;
    }

    /** Where the link stands. */
    public LinkState link() {
        return link.state();
    }

    /** The load at the last tick. */
    public PeerToSignaling.Load load() {
        return load;
    }

    /** Most sessions at once. */
    public int capacity() {
        return capacity;
    }

    /**
     * A picture of now.
     *
     * @throws IllegalStateException if the supervisor's thread does not answer
     */
    public SessionsView view() {
        try {
            return thread.submit(sessions::view)
                    .get(VIEW_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new IllegalStateException("the supervisor does not answer", e);
        }
    }

    /** Says goodbye, ends the workers, and returns when all is gone or the time is over. */
    public void stop(Duration most) {
        enqueue(
                () -> {
                    draining = true;
                    apply(new SessionCommand.Drain());
                    completeWhenEmpty();
                });
        try {
            empty.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("workers did not end in time and are killed");
        }
        link.close(LAST_MESSAGES);
        enqueue(() -> processes.values().forEach(WorkerProcess::kill));
        thread.shutdown();
        launch.tidyUp();
    }

    private void enqueue(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the supervisor has stopped");
        }
    }

    private void post(SessionCommand command) {
        enqueue(() -> apply(command));
    }

    private void apply(SessionCommand command) {
        try {
            sessions.apply(command, now()).forEach(this::carryOut);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a bug: %s was not handled", command.getClass().getSimpleName());
        }
        load = sessions.load();
    }

    private void carryOut(SessionEffect effect) {
        switch (effect) {
            case SessionEffect.StartWorker(var worker) -> startWorker(worker);
            case SessionEffect.Command(var worker, var command) -> {
                WorkerProcess process = processes.get(worker);
                if (process != null) {
                    process.send(command);
                }
            }
            case SessionEffect.KillWorker(var worker) -> {
                WorkerProcess process = processes.get(worker);
                if (process != null) {
                    process.kill();
                }
            }
            case SessionEffect.Tell(var message) -> link.tell(message);
            case SessionEffect.Observed(
                            var peer,
                            var remote,
                            var at,
                            var uncertaintyMs,
                            var event) ->
                    link.observe(peer, remote, at, uncertaintyMs, event);
            case SessionEffect.Noted(var note) -> sinks.forEach(sink -> sink.note(note));
        }
    }

    private void startWorker(int worker) {
        try {
            processes.put(worker, WorkerProcess.start(worker, launch, new FromWorkers()));
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            post(new SessionCommand.WorkerExited(worker, -1, why));
        }
    }

    private void completeWhenEmpty() {
        if (draining && processes.isEmpty()) {
            empty.complete(null);
        }
    }

    private PeerToSignaling.Register registration() {
        return new PeerToSignaling.Register(
                identity.id(),
                identity.name(),
                identity.network(),
                capacity,
                sessions.sources(),
                sessions.running(),
                sessions.load());
    }

    /** Wall-clock time that never jumps: a corrected system clock must not kill a worker. */
    private Instant now() {
        return startedAt.plusNanos(System.nanoTime() - startedNanos);
    }

    private final class FromLink implements LinkListener {
        @Override
        public void connected() {
            enqueue(() -> link.register(registration()));
        }

        @Override
        public void said(SignalingToPeer message) {
            post(new SessionCommand.FromSignaling(message));
        }
    }

    private final class FromWorkers implements WorkerListener {
        @Override
        public void launched(int worker, long pid) {
            post(new SessionCommand.WorkerLaunched(worker, pid));
        }

        @Override
        public void reported(int worker, WorkerEvent event) {
            post(new SessionCommand.FromWorker(worker, event));
        }

        @Override
        public void malformed(int worker) {
            enqueue(() -> sinks.forEach(NoteSink::malformedLine));
        }

        @Override
        public void exited(int worker, int exitCode, String lastWords) {
            enqueue(
                    () -> {
                        processes.remove(worker);
                        apply(new SessionCommand.WorkerExited(worker, exitCode, lastWords));
                        completeWhenEmpty();
                    });
        }
    }
}
