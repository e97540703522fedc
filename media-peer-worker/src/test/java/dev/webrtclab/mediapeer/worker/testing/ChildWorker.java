package dev.webrtclab.mediapeer.worker.testing;

import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A worker as its supervisor sees it: a process with three pipes. */
public final class ChildWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final WireJson<WorkerEvent> EVENTS = WireJson.of(WorkerEvent.class);
    private static final WireJson<WorkerCommand> COMMANDS = WireJson.of(WorkerCommand.class);

    private final Process process;
    private final Queue<WorkerEvent> events = new ArrayDeque<>();
    private final List<Consumer<WorkerEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> garbage = new CopyOnWriteArrayList<>();
    private final Thread logReader;
    private boolean ended;

    /**
     * Starts a worker on the class path of the test, with the heap and collector that the
     * media-peer-service gives its workers, and waits until it is ready.
     */
    public ChildWorker() {
        this(List.of());
    }

    /** The same with further options of the JVM. */
    public ChildWorker(List<String> options) {
        this(options, Map.of());
    }

    /** The same with further variables of its environment. */
    public ChildWorker(List<String> options, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-CreateCoredumpOnCrash",
                        "-Xmx128m",
                        "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.webrtclab.mediapeer.worker.Main"));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon(true).start(() -> read(process.inputReader(), this::event));
        logReader =
                Thread.ofPlatform()
                        .daemon(true)
                        .start(
                                () ->
                                        read(
                                                new BufferedReader(
                                                        new InputStreamReader(
                                                                process.getErrorStream(),
                                                                StandardCharsets.UTF_8)),
                                                log::add));
        await(WorkerEvent.Ready.class, ready -> true);
    }

    /** Called with every further event, on the thread that reads the pipe. */
    public void listen(Consumer<WorkerEvent> listener) {
        listeners.add(listener);
    }

    /** Sends one command. */
    public void send(WorkerCommand command) {
        sendLine(COMMANDS.encode(command));
    }

    /** Sends one line as it is. */
    public synchronized void sendLine(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the worker is gone: " + log, e);
        }
    }

    /** Ends the worker's standard input, as a supervisor that dies does. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the next event of a kind that fits; events before it are dropped. */
    public <E extends WorkerEvent> E await(Class<E> kind, Predicate<E> fits) {
        return await(kind, fits, PATIENCE);
    }

    /** The same with a patience of its own. */
    public <E extends WorkerEvent> E await(Class<E> kind, Predicate<E> fits, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (events) {
            while (true) {
                for (WorkerEvent event = events.poll(); event != null; event = events.poll()) {
                    if (kind.isInstance(event) && fits.test(kind.cast(event))) {
                        return kind.cast(event);
                    }
                }
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    throw new AssertionError(
                            "no " + kind.getSimpleName() + ", exit " + exit() + ", log " + log);
                }
                waitOn(left);
            }
        }
    }

    /** Waits for the end of the process and of its log, and answers its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the worker does not end, log " + log);
            }
            logReader.join(PATIENCE);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Lines of standard error so far. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Lines of standard output that were no event. */
    public List<String> garbage() {
        return List.copyOf(garbage);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void event(String line) {
        try {
            WorkerEvent event = EVENTS.decode(line);
            listeners.forEach(listener -> listener.accept(event));
            synchronized (events) {
                events.add(event);
                events.notifyAll();
            }
        } catch (dev.webrtclab.protocol.RefusedException e) {
            garbage.add(line);
        }
    }

    private void read(BufferedReader from, Consumer<String> taker) {
        try (from) {
            from.lines().forEach(taker);
        } catch (IOException | UncheckedIOException e) {
            log.add("pipe: " + e.getMessage());
        }
        synchronized (events) {
            ended = true;
            events.notifyAll();
        }
    }

    private void waitOn(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(events, nanos);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String exit() {
        return process.isAlive() ? "none" : String.valueOf(process.exitValue());
    }
}
