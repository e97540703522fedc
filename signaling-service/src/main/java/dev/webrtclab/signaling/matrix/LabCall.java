package dev.webrtclab.signaling.matrix;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One call from a media peer to another: both come into a room of their own, one calls the other,
 * and the record of that connection is read until its path has settled.
 */
public final class LabCall {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Calls calls;
    private final RoomBus rooms;
    private final SessionRecords records;
    private final Patience patience;

    /**
     * How long to wait.
     *
     * @param most for media, from the first message on
     * @param settled without another selected pair, before a path counts as the one ICE chose
     * @param settledRelayed the same for a relayed path, which ICE leaves for a better one when it
     *     gets round to it
     */
    public record Patience(Duration most, Duration settled, Duration settledRelayed) {}

    /** The outcome with the id of its record. */
    record Result(CallOutcome outcome, String session) {}

    /** Calls over this registry, these rooms and these records. */
    public LabCall(Calls calls, RoomBus rooms, SessionRecords records, Patience patience) {
        this.calls = calls;
        this.rooms = rooms;
        this.records = records;
        this.patience = patience;
    }

    /** Makes the call and waits for its end; both peers are gone afterwards. */
    Result make(String fromMediaPeer, String toMediaPeer) throws InterruptedException {
        String session = random();
        RoomId room = new RoomId("matrix-" + session.substring(0, 16));
        BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
        Placement viewer = null;
        Placement target = null;
        try {
            viewer = placed(room, fromMediaPeer);
            target = placed(room, toMediaPeer);
            records.expect(room, viewer.peer(), session, events::add);
            Optional<Refusal> refusal =
                    await(rooms.carry(room, new RoomCommand.View(viewer.peer(), target.peer())));
            if (refusal.isPresent()) {
                return new Result(CallOutcome.impossible(refusal.get().detail()), session);
            }
            return new Result(settle(events), session);
        } catch (RefusedException e) {
            return new Result(CallOutcome.impossible(e.refusal().detail()), session);
        } finally {
            if (viewer != null) {
                records.unexpect(room, viewer.peer());
                stop(room, viewer);
            }
            if (target != null) {
                stop(room, target);
            }
        }
    }

    private CallOutcome settle(BlockingQueue<SessionEvent> events) throws InterruptedException {
        CallProgress progress = new CallProgress();
        long deadline = System.nanoTime() + patience.most().toNanos();
        long settledAt = Long.MAX_VALUE;
        while (!progress.isOver()) {
            long wait = Math.min(deadline, settledAt) - System.nanoTime();
            SessionEvent event = events.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            if (event == null) {
                break;
            }
            double before = progress.lastChangeAt();
            progress.take(event);
            boolean changed = settledAt == Long.MAX_VALUE || progress.lastChangeAt() != before;
            if (progress.isUp() && changed) {
                Duration settled =
                        progress.isRelayed() ? patience.settledRelayed() : patience.settled();
                settledAt = System.nanoTime() + settled.toNanos();
            }
        }
        return progress.outcome();
    }

    private Placement placed(RoomId room, String mediaPeer)
            throws RefusedException, InterruptedException {
        return await(calls.call(new Calls.Wish(room, null, mediaPeer, null, true)));
    }

    private void stop(RoomId room, Placement placement) {
        rooms.carry(room, new RoomCommand.Stop(placement.peer(), LeaveReason.STOPPED));
    }

    private static <T> T await(CompletionStage<T> stage)
            throws RefusedException, InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("a room neither accepted nor refused", e.getCause());
        }
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
