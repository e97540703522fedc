package dev.webrtclab.mediapeer.worker.pipe;

import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes events as JSON lines from a thread of its own, so that a supervisor that reads slowly does
 * not hold up the sessions. A supervisor that does not read at all is as good as gone: when the
 * bounded queue is full, or the pipe is broken, the worker is told to end.
 */
public final class EventWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventWriter.class.getName());
    private static final int MOST_WAITING = 8192;
    private static final long CLOSE_MILLIS = 1000;

    private final WireJson<WorkerEvent> json = WireJson.of(WorkerEvent.class);
    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final OutputStream out;
    private final Runnable gone;
    private final Thread thread;

    /**
     * Starts the writer.
     *
     * @param gone is called once when nobody reads any more
     */
    public EventWriter(OutputStream out, Runnable gone) {
        this.out = out;
        this.gone = gone;
        this.thread = Thread.ofPlatform().name("events").daemon(true).start(this::run);
    }

    /** Queues one event; never waits. May be called on any thread. */
    public void write(WorkerEvent event) {
        byte[] line = (json.encode(event) + "\n").getBytes(StandardCharsets.UTF_8);
        if (!lines.offer(line)) {
            end("nobody reads the events");
        }
    }

    /** Writes what is queued, waiting a second at most. */
    @Override
    public void close() {
        lines.offer(new byte[0]);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(String why) {
        if (ended.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.ERROR, why);
            gone.run();
        }
    }

    private void run() {
        try {
            for (byte[] line = lines.take(); line.length > 0; line = lines.take()) {
                out.write(line);
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException e) {
            end("the event pipe is broken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
