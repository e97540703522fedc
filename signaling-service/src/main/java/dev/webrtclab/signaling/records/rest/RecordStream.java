package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.Verdicts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of a record as they come, and what the diagnosis says of them: at most ten times a
 * second, and once a second while the call lasts, since silence tells something too.
 */
@Singleton
final class RecordStream {
    private static final long SOON_MS = 100;
    private static final long SILENCE_MS = 1000;

    private final SessionRecords records;
    private final Verdicts verdicts;
    private final RecordJson recordJson;
    private final VerdictJson verdictJson;
    private final ScheduledExecutorService executor = Infrastructure.getDefaultWorkerPool();

    RecordStream(
            SessionRecords records,
            Verdicts verdicts,
            RecordJson recordJson,
            VerdictJson verdictJson) {
        this.records = records;
        this.verdicts = verdicts;
        this.recordJson = recordJson;
        this.verdictJson = verdictJson;
    }

    /**
     * All events after the {@code n}-th, then the live ones.
     *
     * @return empty if there is no such record
     */
    Optional<Multi<OutboundSseEvent>> follow(String id, int n, Sse sse) {
        return records.find(id)
                .map(
                        record ->
                                Multi.createFrom()
                                        .emitter(
                                                emitter -> new Follower(id, n, sse, emitter),
                                                BackPressureStrategy.BUFFER));
    }

    private final class Follower {
        private final String id;
        private final int after;
        private final Sse sse;
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private @Nullable Verdict last;
        private @Nullable ScheduledFuture<?> next;
        private long nextDue;
        private boolean over;

        Follower(String id, int after, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
            this.id = id;
            this.after = after;
            this.sse = sse;
            this.emitter = emitter;
            Runnable end = records.follow(id, this::heard).orElse(() -> {});
            emitter.onTermination(
                    () -> {
                        end.run();
                        stop();
                    });
        }

        private void heard(SessionEvent event) {
            if (event.n() > after) {
                emitter.emit(
                        sse.newEventBuilder()
                                .id(Integer.toString(event.n()))
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .data(recordJson.write(event))
                                .build());
            }
            judgeIn(SOON_MS);
        }

        private synchronized void judgeIn(long ms) {
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
            if (over || (next != null && nextDue - due <= 0)) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            nextDue = due;
            next = executor.schedule(this::judge, ms, TimeUnit.MILLISECONDS);
        }

        private void judge() {
            synchronized (this) {
                next = null;
            }
            verdicts.of(id)
                    .ifPresent(
                            judged -> {
                                if (!judged.verdict().equals(last)) {
                                    last = judged.verdict();
                                    emitter.emit(
                                            sse.newEventBuilder()
                                                    .name("verdict")
                                                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                                    .data(verdictJson.write(judged.verdict()))
                                                    .build());
                                }
                                if (!judged.isFinal()) {
                                    judgeIn(SILENCE_MS);
                                }
                            });
        }

        private synchronized void stop() {
            over = true;
            if (next != null) {
                next.cancel(false);
            }
        }
    }
}
