package dev.webrtclab.mediapeer.ops;

import dev.webrtclab.mediapeer.control.NoteSink;
import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.PeerToSignaling.Load;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.link.WorkerInfo.WorkerState;
import dev.webrtclab.protocol.signaling.LeaveReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The figures at {@code /q/metrics}. Labels are closed sets (states, reasons, codes), never ids, so
 * that their number stays bounded.
 */
public final class Figures implements NoteSink {
    private final MeterRegistry registry;
    private final Counter crashes;
    private final Counter startFailures;
    private final Counter retired;
    private final Counter frames;
    private final Counter bytes;
    private final Counter malformed;
    private final Timer answers;
    private final Timer starts;

    /** Registers all figures, so that each is there with 0 before anything happened. */
    public Figures(MeterRegistry registry) {
        this.registry = registry;
        crashes = counter("mediapeer.worker.crashes", "Workers that died or hung while in use");
        startFailures = counter("mediapeer.worker.start.failures", "Workers that never got ready");
        retired = counter("mediapeer.worker.retired", "Workers retired after their share of work");
        frames = counter("mediapeer.frames.encoded", "Video frames encoded for all viewers");
        bytes = counter("mediapeer.bytes.sent", "Bytes sent to all viewers");
        malformed = counter("mediapeer.worker.malformed.lines", "Lines of workers without event");
        answers =
                Timer.builder("mediapeer.answer.time")
                        .description("From an offer's arrival to the answer's departure")
                        .serviceLevelObjectives(
                                millis(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000))
                        .register(registry);
        starts =
                Timer.builder("mediapeer.worker.start.time")
                        .description("From a worker's start to its readiness")
                        .serviceLevelObjectives(millis(250, 500, 1000, 2000, 5000, 10_000))
                        .register(registry);
        for (LeaveReason reason : LeaveReason.values()) {
            ended(reason);
        }
    }

    /** Publishes what the load says. */
    public void watch(Supplier<Load> load, int capacity) {
        gauge("mediapeer.sessions", () -> load.get().sessions())
                .description("Connections held now")
                .register(registry);
        gauge("mediapeer.capacity", () -> capacity)
                .description("Most connections at once")
                .register(registry);
        gauge("mediapeer.draining", () -> load.get().draining() ? 1 : 0)
                .description("1 while the service takes no new peers")
                .register(registry);
        gauge("mediapeer.worker.rss", () -> rssBytes(load.get()))
                .description("Resident memory of all workers")
                .baseUnit("bytes")
                .register(registry);
        for (WorkerState state : WorkerState.values()) {
            gauge("mediapeer.workers", () -> count(load.get(), state))
                    .description("Worker processes by state")
                    .tag("state", label(state))
                    .register(registry);
        }
    }

    /** Strong, or the supplier is collected and the figure turns into NaN. */
    private static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
        return Gauge.builder(name, value).strongReference(true);
    }

    private static long rssBytes(Load load) {
        return load.workers().stream().mapToLong(WorkerInfo::rssBytes).sum();
    }

    private static long count(Load load, WorkerState state) {
        return load.workers().stream().filter(worker -> worker.state() == state).count();
    }

    @Override
    public void note(Note note) {
        switch (note) {
            case Note.Answered(_, var took) -> answers.record(took);
            case Note.SessionEnded(_, _, var reason) -> ended(reason).increment();
            case Note.Refused(_, _, var code, _, var offer) -> {
                if (offer) {
                    refused(code).increment();
                }
            }
            case Note.WorkerReady(_, _, var took) -> starts.record(took);
            case Note.WorkerCrashed _ -> crashes.increment();
            case Note.WorkerStartFailed _ -> startFailures.increment();
            case Note.WorkerRetired _ -> retired.increment();
            case Note.MediaSent(var moreFrames, var moreBytes) -> {
                frames.increment(moreFrames);
                bytes.increment(moreBytes);
            }
            case Note.PeerStarted _,
                    Note.PeerStopped _,
                    Note.SourceShown _,
                    Note.SourceNotShown _,
                    Note.SessionStarted _,
                    Note.WorkerEnded _ -> {}
        }
    }

    @Override
    public void malformedLine() {
        malformed.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter ended(LeaveReason reason) {
        return Counter.builder("mediapeer.sessions.ended")
                .description("Connections that ended, by reason")
                .tag("reason", label(reason))
                .register(registry);
    }

    private Counter refused(ErrorCode code) {
        return Counter.builder("mediapeer.offers.refused")
                .description("Offers that were refused, by code")
                .tag("code", code.slug())
                .register(registry);
    }

    private static Duration[] millis(long... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
