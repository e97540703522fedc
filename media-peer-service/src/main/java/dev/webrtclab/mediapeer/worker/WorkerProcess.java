package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.mediapeer.wire.CompleteJson;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * One child JVM: commands go to its standard input through a bounded queue, each line of its
 * standard output is one event, its standard error becomes our log. Reading and writing happen on
 * platform threads of its own, since a process that hangs blocks them in system calls. Thread-safe.
 */
public final class WorkerProcess {
    private static final Logger LOG = Logger.getLogger(WorkerProcess.class);
    private static final WireJson<WorkerCommand> COMMANDS = WireJson.of(WorkerCommand.class);
    private static final CompleteJson<WorkerEvent> EVENTS = CompleteJson.of(WorkerEvent.class);
    private static final int MAX_LINE = 256 * 1024;
    private static final int MAX_LOG_LINE = 1000;
    private static final int QUEUE = 1024;
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(1);

    /** The pipes end with the process; only a process that it left behind can hold them longer. */
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final int id;
    private final Process process;
    private final Path temporary;
    private final WorkerLaunch launch;
    private final WorkerListener listener;
    private final LastWords lastWords = new LastWords();
    private final BlockingQueue<WorkerCommand> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean ending;
    private long malformedLines;
    private long malformedLogged;

    private WorkerProcess(
            int id, Process process, Path temporary, WorkerLaunch launch, WorkerListener listener) {
        this.id = id;
        this.process = process;
        this.temporary = temporary;
        this.launch = launch;
        this.listener = listener;
    }

    /**
     * Starts a worker; from now on the listener is called.
     *
     * @throws IOException when the process can not be started; the listener is not called then
     */
    public static WorkerProcess start(int id, WorkerLaunch launch, WorkerListener listener)
            throws IOException {
        Path temporary = launch.createTemporary(id);
        Process process;
        try {
            process = launch.start(temporary);
        } catch (IOException e) {
            WorkerFiles.delete(temporary);
            throw e;
        }
        var worker = new WorkerProcess(id, process, temporary, launch, listener);
        worker.run();
        return worker;
    }

    /** Queues a command; a worker that lets the queue fill up hangs, and is killed. */
    public void send(WorkerCommand command) {
        ending |= command instanceof WorkerCommand.Shutdown;
        if (!queue.offer(command)) {
            lastWords.add("killed: " + QUEUE + " commands waited to be read");
            kill();
        }
    }

    /** Ends the process at once. */
    public void kill() {
        process.destroyForcibly();
    }

    private void run() {
        listener.launched(id, process.pid());
        Thread out = start("out", this::readEvents);
        Thread err = start("log", this::readLog);
        Thread in = start("in", this::writeCommands);
        process.onExit().thenRunAsync(() -> ended(in, out, err), task -> start("end", task));
    }

    private Thread start(String name, Runnable task) {
        return Thread.ofPlatform().daemon().name("worker-" + id + "-" + name).start(task);
    }

    private void readEvents() {
        try {
            var lines = new LineReader(process.getInputStream(), MAX_LINE);
            for (var line = lines.next(); line != null; line = lines.next()) {
                readEvent(line);
            }
        } catch (IOException e) {
            LOG.debugf("worker %d: its output ended: %s", id, e.getMessage());
        }
    }

    private void readEvent(String line) {
        try {
            listener.reported(id, EVENTS.decode(line));
        } catch (RefusedException e) {
            malformed(line, e.refusal().detail());
        } catch (RuntimeException e) {
            malformed(line, e.toString());
        }
    }

    /**
     * Counts every such line, and logs one per second. The JVM's banner at a native crash comes
     * this way. What the native library prints while it is unloaded means nothing.
     */
    private void malformed(String line, String why) {
        if (ending) {
            LOG.debugf("worker %d: at its end: %s", id, printable(line));
            return;
        }
        listener.malformed(id);
        if (!line.startsWith("{")) {
            lastWords.add(printable(line));
        }
        malformedLines++;
        long now = System.nanoTime();
        if (malformedLines == 1 || now - malformedLogged > LOG_INTERVAL.toNanos()) {
            malformedLogged = now;
            LOG.warnf(
                    "worker line is no event worker=%d lines=%d latest=%s",
                    id, malformedLines, why);
        }
    }

    private void readLog() {
        try {
            var lines = new LineReader(process.getErrorStream(), MAX_LOG_LINE);
            for (var line = lines.next(); line != null; line = lines.next()) {
                String safe = printable(line);
                lastWords.add(safe);
                RelayedLine.of(safe).log(LOG, id);
            }
        } catch (IOException e) {
            LOG.debugf("worker %d: its log ended: %s", id, e.getMessage());
        }
    }

    private static String printable(String line) {
        String start = line.length() > MAX_LOG_LINE ? line.substring(0, MAX_LOG_LINE) : line;
        return start.replaceAll("\\p{Cntrl}", " ");
    }

    private void writeCommands() {
        try (var writer =
                new BufferedWriter(
                        new OutputStreamWriter(
                                process.getOutputStream(), StandardCharsets.UTF_8))) {
            while (true) {
                writer.write(COMMANDS.encode(queue.take()));
                writer.write('\n');
                if (queue.isEmpty()) {
                    writer.flush();
                }
            }
        } catch (IOException e) {
            LOG.debugf("worker %d: does not read any more: %s", id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Thread in, Thread out, Thread err) {
        in.interrupt();
        try {
            out.join(LAST_LINES);
            err.join(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        WorkerFiles.findCrashFile(launch.crashFiles(), process.pid())
                .ifPresent(file -> lastWords.add("# crash report: " + file));
        WorkerFiles.delete(temporary);
        listener.exited(id, process.exitValue(), lastWords.text());
        WorkerFiles.keepNewest(launch.crashFiles());
    }
}
