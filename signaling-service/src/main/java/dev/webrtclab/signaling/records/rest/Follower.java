package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.signaling.records.RecordReader;
import dev.webrtclab.signaling.records.SessionRecords;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a record: takes the next event out of it when the reader asks for one, so that
 * nothing waits in memory for a slow reader. It ends when the record is forgotten, and when a
 * reader takes nothing for too long; a client then comes back. Safe for any number of threads.
 */
final class Follower implements Flow.Subscription {
    private static final long SOON_MS = 100;
    private static final long SILENCE_MS = 1000;

    /** Others get a turn after that many events. */
    private static final int AT_ONCE = 256;

    private final String id;
    private final int after;
    private final Sse sse;
    private final RecordStream.Tools tools;
    private final Flow.Subscriber<? super OutboundSseEvent> subscriber;
    private final Runnable released;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger(1); // not before it has begun
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable RecordReader reader;
    private volatile boolean isTooSlow;
    private volatile long takenAt = System.nanoTime();

    private @Nullable Verdict last;
    private @Nullable Verdict toSay;
    private int toSayAfter;
    private @Nullable ScheduledFuture<?> next;
    private long nextDue;

    Follower(
            String id,
            int after,
            Sse sse,
            RecordStream.Tools tools,
            Flow.Subscriber<? super OutboundSseEvent> subscriber,
            Runnable released) {
        this.id = id;
        this.after = after;
        this.sse = sse;
        this.tools = tools;
        this.subscriber = subscriber;
        this.released = released;
    }

    void begin(SessionRecords records) {
        reader = records.read(id, this::heard).orElse(null);
        subscriber.onSubscribe(this);
        tools.sender().execute(this::handOut);
        judgeIn(SOON_MS);
    }

    @Override
    public void request(long n) {
        asked.accumulateAndGet(
                Math.max(n, 0), (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
        takenAt = System.nanoTime();
        serve();
    }

    @Override
    public void cancel() {
        if (over.compareAndSet(false, true)) {
            RecordReader open = reader;
            if (open != null) {
                open.close();
            }
            stopJudging();
            released.run();
        }
    }

    private void heard() {
        serve();
        judgeIn(SOON_MS);
    }

    /** One thread at a time hands out what is asked for. */
    private void serve() {
        if (work.getAndIncrement() == 0) {
            tools.sender().execute(this::handOut);
        }
    }

    private void handOut() {
        int seen;
        do {
            seen = work.get();
            for (int sent = 0; !over.get() && asked.get() > 0; sent++) {
                if (sent == AT_ONCE) {
                    tools.sender().execute(this::handOut);
                    return;
                }
                OutboundSseEvent event = nextEvent();
                if (event == null) {
                    break;
                }
                asked.decrementAndGet();
                subscriber.onNext(event);
            }
            RecordReader open = reader;
            if ((isTooSlow || open == null || open.isForgotten()) && !over.get()) {
                cancel();
                subscriber.onComplete();
            }
        } while (work.addAndGet(-seen) != 0);
    }

    /** A verdict comes after the events it rests on. */
    private @Nullable OutboundSseEvent nextEvent() {
        RecordReader open = reader;
        if (open == null) {
            return null;
        }
        Verdict verdict = verdictToSay(open.read());
        if (verdict != null) {
            return sse.newEventBuilder()
                    .name("verdict")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(tools.verdictJson().write(verdict))
                    .build();
        }
        SessionEvent event = open.next();
        while (event != null && event.n() <= after) {
            event = open.next();
        }
        return event == null
                ? null
                : sse.newEventBuilder()
                        .id(Integer.toString(event.n()))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(tools.recordJson().write(event))
                        .build();
    }

    private synchronized @Nullable Verdict verdictToSay(int read) {
        if (toSay == null || read < toSayAfter) {
            return null;
        }
        Verdict verdict = toSay;
        toSay = null;
        return verdict;
    }

    private synchronized void judgeIn(long ms) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        if (over.get() || (next != null && nextDue - due <= 0)) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        nextDue = due;
        next = tools.judges().schedule(this::judge, ms, TimeUnit.MILLISECONDS);
    }

    private void judge() {
        synchronized (this) {
            next = null;
        }
        RecordReader open = reader;
        if (open == null) {
            return;
        }
        int count = open.count();
        tools.verdicts().of(id).ifPresent(judged -> say(judged.verdict(), count));
        long idle = System.nanoTime() - takenAt;
        isTooSlow = asked.get() == 0 && idle > tools.patience().toNanos();
        serve();
        judgeIn(SILENCE_MS);
    }

    private synchronized void say(Verdict verdict, int count) {
        if (!verdict.equals(last)) {
            last = verdict;
            toSay = verdict;
            toSayAfter = count;
        }
    }

    private synchronized void stopJudging() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
