package dev.webrtclab.signaling.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.Recipients;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The calls over HTTP signaling, active or ended a short while ago. Safe for any number of threads.
 */
public final class HttpSessions {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RememberedSessions remembered;
    private final RoomBus rooms;
    private final Calls calls;
    private final Recipients recipients;
    private final SessionRecords records;
    private final TurnUsers turnUsers;
    private final Limits limits;
    private final Clock clock;
    private final Executor executor;

    /**
     * Limits of the sessions.
     *
     * @param answerTimeout how long the media peer may take to answer
     * @param remembered how long an ended session can be asked for
     * @param most how many are kept, active and ended
     */
    public record Limits(Duration answerTimeout, Duration remembered, int most) {}

    /**
     * One session as it is now.
     *
     * @param reason why it ended, or {@code null} while it is active
     */
    public record View(String id, Placement placement, @Nullable LeaveReason reason) {}

    /**
     * A session that was opened, with the complete answer of the media peer.
     *
     * @param delivery hears when the caller has it
     */
    public record Opened(String id, Placement placement, String answerSdp, Delivery delivery) {}

    /**
     * Sessions over these rooms.
     *
     * @param executor runs what follows from the end of a session, outside the room's lock
     */
    public HttpSessions(
            RoomBus rooms,
            Calls calls,
            Recipients recipients,
            SessionRecords records,
            TurnUsers turnUsers,
            Limits limits,
            Clock clock,
            Executor executor) {
        this.rooms = rooms;
        this.calls = calls;
        this.recipients = recipients;
        this.records = records;
        this.turnUsers = turnUsers;
        this.limits = limits;
        this.remembered = new RememberedSessions(limits, clock);
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Opens a session and waits for the answer.
     *
     * @param turnUser user part of the caller's TURN credential, as far as it says so
     * @param arrived when the offer came
     * @throws RefusedException what the room, the media peers or the guard refuse, or {@link
     *     ErrorCode#ANSWER_TIMEOUT}
     */
    public Opened open(
            String sdp,
            @Nullable String mediaPeer,
            @Nullable String source,
            @Nullable String turnUser,
            Arrival arrived)
            throws RefusedException {
        GuardedSdp offer = SdpGuard.accept(sdp);
        if (!offer.receivesVideo()) {
            throw new RefusedException(
                    ErrorCode.NO_VIDEO_OFFERED,
                    "an active video section must be recvonly or sendrecv");
        }
        String id = newId();
        HttpSession session = new HttpSession(id, clock, () -> executor.execute(() -> depart(id)));
        recipients.add(session.connection(), session);
        try {
            enter(session);
            Placement placement =
                    await(
                            calls.call(
                                    new Calls.Wish(
                                            session.room(),
                                            session.peer(),
                                            mediaPeer,
                                            source == null ? null : SourceChoice.of(source),
                                            false)));
            session.placed(placement);
            records.expect(session.room(), session.peer(), id, event -> {});
            remembered.add(session);
            send(session, placement, offer, arrived);
            if (turnUser != null) {
                turnUsers.claimed(
                        turnUser, session.room(), session.peer(), placement.peer(), clock.millis());
            }
            HttpSession.Answer answer = awaitAnswer(session);
            return new Opened(id, placement, answer.sdp(), answer.delivery());
        } catch (RefusedException | RuntimeException e) {
            forget(session);
            throw e;
        }
    }

    private void enter(HttpSession session) throws RefusedException {
        var welcome = new ServerMessage.Welcome(session.peer(), session.room(), "", 0, 0);
        require(
                rooms.carry(
                        session.room(),
                        new RoomCommand.Join(
                                session.connection(), session.peer(), null, false, welcome)));
    }

    private void send(HttpSession session, Placement placement, GuardedSdp offer, Arrival arrived)
            throws RefusedException {
        require(
                rooms.carry(
                        session.room(),
                        new RoomCommand.Relay(
                                session.peer(),
                                placement.peer(),
                                new Signal.Offer(new SessionDescription("offer", offer.text()))),
                        arrived));
    }

    private HttpSession.Answer awaitAnswer(HttpSession session) throws RefusedException {
        try {
            return session.answer()
                    .orTimeout(limits.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new RefusedException(
                        ErrorCode.ANSWER_TIMEOUT,
                        "no answer within " + limits.answerTimeout().toSeconds() + " s");
            }
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(
                    ErrorCode.SERVICE_UNAVAILABLE, "the service is about to restart");
        }
    }

    private static void require(CompletionStage<Optional<Refusal>> outcome)
            throws RefusedException {
        Optional<Refusal> refusal = await(outcome);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get().code(), refusal.get().detail());
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws RefusedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a room decides", e);
        }
    }

    private static RefusedException unwrapped(@Nullable Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused;
        }
        throw new IllegalStateException("only refusals end a session early", failure);
    }

    /** The session, unless it is unknown or forgotten. */
    public Optional<View> find(String id) {
        return remembered
                .find(id)
                .map(session -> new View(id, session.placement(), session.reason()));
    }

    /** Ends a session; {@code false} when it is unknown. Ending it twice is no error. */
    public boolean end(String id) {
        Optional<HttpSession> session = remembered.find(id);
        if (session.isEmpty()) {
            return false;
        }
        if (session.get().end(LeaveReason.LEFT)) {
            depart(id);
        }
        return true;
    }

    /** Forgets the sessions that ended long ago. */
    public void forgetOld() {
        remembered.forgetOld();
    }

    /** Answers those that still wait: the service goes down and comes back. */
    public void refuseWaiting() {
        remembered.refuseWaiting();
    }

    /** How many are active now. */
    public int active() {
        return remembered.active();
    }

    private void forget(HttpSession session) {
        remembered.remove(session);
        leaveRoom(session);
    }

    private void depart(String id) {
        remembered.find(id).ifPresent(this::leaveRoom);
    }

    private void leaveRoom(HttpSession session) {
        records.unexpect(session.room(), session.peer());
        rooms.carry(
                session.room(),
                new RoomCommand.Leave(session.connection(), session.peer(), LeaveReason.LEFT));
        recipients.remove(session.connection());
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
