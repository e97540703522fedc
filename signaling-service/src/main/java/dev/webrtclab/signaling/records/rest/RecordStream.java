package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.Verdicts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/**
 * The events of a record as they come, and what the diagnosis says of them: at most ten times a
 * second, and once a second while the call lasts, since silence tells something too. A reader gets
 * them at its own speed. Safe for any number of threads.
 */
@Singleton
final class RecordStream {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SessionRecords records;
    private final Tools tools;
    private final Semaphore places;

    /**
     * What all followers use.
     *
     * @param sender where events are handed to the network, which never waits
     * @param judges the one thread that diagnoses for followers
     * @param patience how long a reader may take nothing that is there
     */
    record Tools(
            Verdicts verdicts,
            RecordJson recordJson,
            VerdictJson verdictJson,
            Executor sender,
            ScheduledExecutorService judges,
            Duration patience) {}

    @Inject
    RecordStream(
            SessionRecords records,
            Verdicts verdicts,
            RecordJson recordJson,
            VerdictJson verdictJson,
            SignalingConfig config) {
        this(
                records,
                new Tools(
                        verdicts,
                        recordJson,
                        verdictJson,
                        Infrastructure.getDefaultWorkerPool(),
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().name("record-stream").factory()),
                        PATIENCE),
                config.records().mostFollowers());
    }

    RecordStream(SessionRecords records, Tools tools, int mostFollowers) {
        this.records = records;
        this.tools = tools;
        this.places = new Semaphore(mostFollowers);
    }

    /**
     * All events after the {@code n}-th, then the live ones.
     *
     * @return empty if there is no such record
     * @throws RefusedException {@link ErrorCode#SERVICE_UNAVAILABLE} if there are too many streams
     */
    Optional<Multi<OutboundSseEvent>> follow(String id, int n, Sse sse) throws RefusedException {
        if (records.summary(id).isEmpty()) {
            return Optional.empty();
        }
        if (places.availablePermits() == 0) {
            throw full();
        }
        return Optional.of(
                Multi.createFrom().publisher(subscriber -> begin(id, n, sse, subscriber)));
    }

    private void begin(
            String id, int n, Sse sse, Flow.Subscriber<? super OutboundSseEvent> subscriber) {
        if (places.tryAcquire()) {
            Follower follower = new Follower(id, n, sse, tools, subscriber, places::release);
            follower.begin(records);
        } else {
            Multi.createFrom().<OutboundSseEvent>failure(full()).subscribe(subscriber);
        }
    }

    private static RefusedException full() {
        return new RefusedException(
                ErrorCode.SERVICE_UNAVAILABLE, "too many streams of session events are open");
    }

    @PreDestroy
    void close() {
        tools.judges().shutdownNow();
    }
}
