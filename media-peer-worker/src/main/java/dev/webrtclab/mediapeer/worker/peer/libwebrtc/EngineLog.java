package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.logging.Logging;
import dev.webrtclab.mediapeer.worker.enginelog.LogBook;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact;
import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineLinesLost;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineSaid;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.protocol.clock.Lateness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The library's own log, given to the connections that its lines are about. The library takes sinks
 * for the whole process and gives none back, so there is one. It is called on the library's threads
 * while they work: it keeps the time and the text of the few lines that matter, waits for nothing,
 * lets nothing out, and when too many wait it counts instead. They are read a little later on the
 * {@link RtcThread}, so that answering comes first, and so that addresses are known by then. The
 * texts carry ICE passwords: none of them leaves this process, or reaches its log.
 */
final class EngineLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EngineLog.class.getName());
    private static final int MOST_WAITING = 4096;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RtcThread thread;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicBoolean due = new AtomicBoolean();
    private final LogBook<Stamp> book = new LogBook<>(stamp -> stamp.at().nanos());
    private final Lateness lateness = new Lateness();
    private final Map<String, Consumer<PeerObservation>> readers = new HashMap<>();
    private volatile boolean closed;

    private record Stamp(Moment at, Lateness.Late late) {}

    private record Line(Stamp stamp, String text) {}

    private EngineLog(RtcThread thread) {
        this.thread = thread;
    }

    /** Opens the log; the library must be loaded. */
    static EngineLog open(RtcThread thread) {
        EngineLog log = new EngineLog(thread);
        Logging.addLogSink(Logging.Severity.INFO, (severity, text) -> log.write(text));
        return log;
    }

    /** Tells a connection what is said about it, from now on. */
    void follow(String ufrag, Consumer<PeerObservation> reader) {
        readers.put(ufrag, reader);
    }

    /** Tells a connection that is closed no more; what was written about it is read before. */
    void leave(String ufrag) {
        read(_ -> true);
        readers.remove(ufrag);
        book.forget(ufrag);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** On a thread of the library. */
    private void write(@Nullable String text) {
        try {
            if (closed || text == null || !LogBook.mayMatter(text)) {
                return;
            }
            if (!lines.offer(new Line(now(), text))) {
                dropped.incrementAndGet();
            }
            if (due.compareAndSet(false, true)) {
                thread.later(PAUSE, this::readDue);
            }
        } catch (Throwable t) {
            NativeCallbacks.report(t);
        }
    }

    private static double latenessMs(LogBook.Entry<Stamp> entry) {
        Lateness.Late late = entry.at().late();
        return switch (entry.fact()) {
            case StunFact.Sent _ -> late.done();
            case StunFact.Received _, StunFact.CheckReceived _, StunFact.TimedOut _ ->
                    Math.max(late.done(), late.arrived());
        };
    }

    private Stamp now() {
        return new Stamp(Moment.now(), lateness.now());
    }

    private void readDue() {
        due.set(false);
        long written = System.nanoTime() - PAUSE.toNanos();
        read(line -> line.stamp().at().nanos() <= written);
        if (!lines.isEmpty() && due.compareAndSet(false, true)) {
            thread.later(PAUSE.dividedBy(2), this::readDue);
        }
    }

    private void read(Predicate<Line> wanted) {
        for (Line line = lines.peek(); line != null && wanted.test(line); line = lines.peek()) {
            lines.remove();
            book.read(line.text(), line.stamp()).forEach(this::tell);
        }
        int lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} lines of the engine came too fast", lost);
            readers.values().stream()
                    .distinct()
                    .forEach(reader -> reader.accept(new EngineLinesLost(lost)));
        }
    }

    private void tell(LogBook.Entry<Stamp> entry) {
        Consumer<PeerObservation> reader = readers.get(entry.ufrag());
        if (reader != null) {
            reader.accept(new EngineSaid(entry.fact(), entry.at().at(), latenessMs(entry)));
        }
    }
}
