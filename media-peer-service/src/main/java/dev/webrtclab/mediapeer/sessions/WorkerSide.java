package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.mediapeer.sessions.WorkerLife.Phase;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What worker processes report, and what their silence or end means. */
final class WorkerSide {
    /** Longer than gathering without trickle takes when no server answers. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private final SessionLimits limits;
    private final PeerRegistry peers;
    private final Workers workers;
    private final SourceList sources;
    private final SourceSide sourceSide;
    private final AdvertisedAddresses addresses;

    WorkerSide(
            SessionLimits limits,
            PeerRegistry peers,
            Workers workers,
            SourceList sources,
            SourceSide sourceSide,
            AdvertisedAddresses addresses) {
        this.limits = limits;
        this.peers = peers;
        this.workers = workers;
        this.sources = sources;
        this.sourceSide = sourceSide;
        this.addresses = addresses;
    }

    void launched(int worker, long pid) {
        WorkerLife life = workers.find(worker);
        if (life != null) {
            life.launched(pid);
        }
    }

    /** Events of a worker that was given up, and of connections that are over, are ignored. */
    void apply(int worker, WorkerEvent event, Instant now, Effects out) {
        WorkerLife life = workers.find(worker);
        if (life == null || life.phase() == Phase.ENDING) {
            return;
        }
        switch (event) {
            case WorkerEvent.Ready(var pid) -> workers.ready(life, pid, now, out);
            case WorkerEvent.Resources(_, var served, var rssBytes) ->
                    workers.measured(life, served, rssBytes, now, out);
            case WorkerEvent.Sources(var found) -> sources.listed(worker, found, out);
            case WorkerEvent.Thumbnail(var source, var jpeg, var problem) ->
                    sources.made(worker, source, jpeg, problem, out);
            case WorkerEvent.OfSession ofSession -> {
                Connection connection = peers.findSession(ofSession.session());
                if (connection != null && connection.worker == life) {
                    apply(connection, ofSession, now, out);
                }
            }
        }
    }

    private void apply(
            Connection connection, WorkerEvent.OfSession event, Instant now, Effects out) {
        switch (event) {
            case WorkerEvent.Offer(_, var sdp) -> offer(connection, sdp, out);
            case WorkerEvent.Answer(_, var sdp) -> answer(connection, sdp, now, out);
            case WorkerEvent.Candidate candidate -> candidate(connection, candidate, out);
            case WorkerEvent.State(_, var of, var value, var at) ->
                    observe(connection, at, new EvidenceEvent.State(of, value), out);
            case WorkerEvent.CandidateError(_, var url, var code, var text, var from, var at) ->
                    observe(
                            connection,
                            at,
                            new EvidenceEvent.CandidateError(url, code, text, from),
                            out);
            case WorkerEvent.SelectedPair pair ->
                    observe(
                            connection,
                            pair.at(),
                            new EvidenceEvent.SelectedPair(
                                    pair.local(),
                                    pair.remote(),
                                    pair.localType(),
                                    pair.remoteType(),
                                    pair.protocol(),
                                    pair.relayProtocol()),
                            out);
            case WorkerEvent.Observed(_, var seen, var at, var uncertaintyMs) ->
                    observe(connection, at, uncertaintyMs, seen, out);
            case WorkerEvent.FirstFrameSent(_, var at) ->
                    observe(connection, at, new EvidenceEvent.FirstFrameSent(), out);
            case WorkerEvent.FirstFrameDecoded(_, var at) ->
                    observe(connection, at, new EvidenceEvent.FirstFrameDecoded(), out);
            case WorkerEvent.Stats stats -> out.note(connection.count(stats));
            case WorkerEvent.Ended(_, var reason) ->
                    end(
                            connection,
                            switch (reason) {
                                case VIEWER_VANISHED -> LeaveReason.VIEWER_VANISHED;
                                case FAILED -> LeaveReason.FAILED;
                                case CLOSED -> LeaveReason.LEFT;
                            },
                            false,
                            now,
                            out);
            case WorkerEvent.OfSource ofSource -> sourceSide.heard(connection, ofSource, out);
            case WorkerEvent.Refused(_, var code, var detail) ->
                    refused(connection, code, detail, now, out);
        }
    }

    private void offer(Connection connection, String sdp, Effects out) {
        connection.offeredAt = null;
        connection.awaitsAnswer = true;
        out.tell(
                new PeerToSignaling.Signaled(
                        connection.id.peer(),
                        connection.id.remote(),
                        new Signal.Offer(new SessionDescription("offer", addresses.inSdp(sdp)))));
    }

    private void answer(Connection connection, String sdp, Instant now, Effects out) {
        Instant offered = connection.offeredAt;
        connection.offeredAt = null;
        out.tell(
                new PeerToSignaling.Signaled(
                        connection.id.peer(),
                        connection.id.remote(),
                        new Signal.Answer(new SessionDescription("answer", addresses.inSdp(sdp)))));
        if (offered != null) {
            out.note(new Note.Answered(connection.id, Duration.between(offered, now)));
        }
    }

    private void candidate(Connection connection, WorkerEvent.Candidate found, Effects out) {
        if (!peers.requirePeer(connection).trickle) {
            return;
        }
        for (String line : addresses.inCandidate(found.candidate())) {
            out.tell(
                    new PeerToSignaling.Signaled(
                            connection.id.peer(),
                            connection.id.remote(),
                            new Signal.IceCandidate(
                                    new CandidateInit(
                                            line, found.sdpMid(), found.sdpMLineIndex(), null),
                                    found.url(),
                                    found.relayProtocol())));
        }
    }

    private static void observe(
            Connection connection, double at, EvidenceEvent event, Effects out) {
        observe(connection, at, 0, event, out);
    }

    private static void observe(
            Connection connection,
            double at,
            double uncertaintyMs,
            EvidenceEvent event,
            Effects out) {
        out.add(
                new SessionEffect.Observed(
                        connection.id.peer(), connection.id.remote(), at, uncertaintyMs, event));
    }

    /** A refused candidate changes nothing; a refused offer leaves no connection. */
    private void refused(
            Connection connection, String slug, String detail, Instant now, Effects out) {
        Refusal refusal = Told.refusal(slug, detail);
        boolean offer = refusal.code() != ErrorCode.CANDIDATE_REFUSED;
        out.refuse(connection.id.peer(), connection.id.remote(), refusal, offer);
        if (offer) {
            end(connection, LeaveReason.FAILED, false, now, out);
        }
    }

    /** Ends one connection and says so; {@code alsoInWorker} when the worker does not know. */
    void end(
            Connection connection,
            LeaveReason reason,
            boolean alsoInWorker,
            Instant now,
            Effects out) {
        if (alsoInWorker) {
            workers.deliver(
                    connection.worker, new WorkerCommand.Close(connection.id.toString()), out);
        }
        peers.close(connection);
        out.tell(
                new PeerToSignaling.ConnectionEnded(
                        connection.id.peer(), connection.id.remote(), reason));
        out.note(new Note.SessionEnded(connection.id, connection.worker.id, reason));
        workers.settle(connection.worker, now, out);
    }

    void exited(int worker, int exitCode, String lastWords, Instant now, Effects out) {
        WorkerLife life = workers.find(worker);
        if (life == null) {
            return;
        }
        if (life.phase() == Phase.ENDING) {
            out.note(new Note.WorkerEnded(worker, exitCode));
        } else {
            String how = exitCode < 0 ? "could not be started" : "ended with status " + exitCode;
            giveUp(life, exitCode, lastWords.isEmpty() ? how : how + ": " + lastWords, now, out);
        }
        workers.gone(life);
    }

    /** Kills a worker that hangs, ends the rest of one that drained for too long. */
    void watch(WorkerLife life, Instant now, Effects out) {
        boolean inUse = life.phase() == Phase.READY || life.phase() == Phase.DRAINING;
        if (life.phase() == Phase.STARTING
                && now.isAfter(life.since().plus(workers.startTimeout()))) {
            String why = "was not ready within " + workers.startTimeout().toMillis() + " ms";
            giveUp(life, null, why, now, out);
            workers.kill(life, now, out);
        } else if (inUse && now.isAfter(life.heard().plus(limits.silence()))) {
            String why = "gave no sign of life for " + limits.silence().toMillis() + " ms";
            giveUp(life, null, why, now, out);
            workers.kill(life, now, out);
        } else if (life.phase() == Phase.DRAINING
                && now.isAfter(life.since().plus(limits.drainTimeout()))) {
            life.connections()
                    .forEach(connection -> end(connection, LeaveReason.DRAINED, true, now, out));
        }
    }

    /** Its connections end at once, before anything else is done about it. */
    private void giveUp(
            WorkerLife life, @Nullable Integer exitCode, String why, Instant now, Effects out) {
        int sessions = life.sessions();
        for (Connection connection : life.connections()) {
            sourceSide.crashed(connection);
            if (life.phase() == Phase.STARTING) {
                out.refuse(
                        connection.id.peer(),
                        connection.id.remote(),
                        new Refusal(ErrorCode.SERVICE_UNAVAILABLE, SignalingSide.unavailable(why)),
                        true);
            } else {
                observe(connection, millis(now), Crash.seen(exitCode), out);
                out.tell(
                        new PeerToSignaling.ConnectionEnded(
                                connection.id.peer(),
                                connection.id.remote(),
                                LeaveReason.WORKER_CRASHED));
            }
            peers.close(connection);
            out.note(new Note.SessionEnded(connection.id, life.id, LeaveReason.WORKER_CRASHED));
        }
        sources.crashed(life.id, now);
        workers.failed(life, exitCode, why, sessions, now, out);
    }

    private static double millis(Instant at) {
        return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
    }
}
