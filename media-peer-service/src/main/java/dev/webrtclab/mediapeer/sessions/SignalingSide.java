package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the signaling service asks: peers start and stop, remotes offer, trickle and leave. */
final class SignalingSide {
    private static final String TOO_MUCH_WAITS =
            "too many messages wait for the worker process that starts";

    private final SessionLimits limits;
    private final SourceList sources;
    private final SourceSide sourceSide;
    private final PeerRegistry peers;
    private final Workers workers;

    SignalingSide(
            SessionLimits limits,
            SourceList sources,
            SourceSide sourceSide,
            PeerRegistry peers,
            Workers workers) {
        this.limits = limits;
        this.sources = sources;
        this.sourceSide = sourceSide;
        this.peers = peers;
        this.workers = workers;
    }

    void apply(SignalingToPeer message, boolean draining, Instant now, Effects out) {
        switch (message) {
            case SignalingToPeer.StartPeer start -> start(start, draining, now, out);
            case SignalingToPeer.Signaled(var peer, var from, var signal, var iceServers) ->
                    signaled(peer, from, signal, iceServers, now, out);
            case SignalingToPeer.View(var peer, var remote, var iceServers) ->
                    view(peer, remote, iceServers, now, out);
            case SignalingToPeer.RemoteLeft(var peer, var remote, var reason) -> {
                Connection connection = peers.find(peer, remote);
                if (connection != null) {
                    close(connection, reason, now, out);
                }
            }
            case SignalingToPeer.StopPeer(var id, var reason) -> {
                Peer peer = peers.find(id);
                if (peer != null) {
                    stop(peer, reason, now, out);
                }
            }
            case SignalingToPeer.SetSource wish -> sourceSide.wish(wish, now, out);
            case SignalingToPeer.GetThumbnail(var source) -> sources.thumbnail(source, out);
            case SignalingToPeer.Clock _ -> {}
        }
    }

    /** Ends a peer with all its connections. */
    void stop(Peer peer, LeaveReason reason, Instant now, Effects out) {
        for (Connection connection : List.copyOf(peer.connections.values())) {
            close(connection, reason, now, out);
        }
        sourceSide.stopped(peer, out);
        peers.remove(peer);
        out.note(new Note.PeerStopped(peer.id, reason));
    }

    private void start(
            SignalingToPeer.StartPeer start, boolean draining, Instant now, Effects out) {
        if (peers.find(start.peerId()) != null) {
            return;
        }
        if (draining) {
            out.tell(new PeerToSignaling.PeerEnded(start.peerId(), LeaveReason.DRAINED));
            return;
        }
        SourceChoice choice;
        try {
            sources.require(start.source());
            choice = start.choice();
        } catch (RefusedException | IllegalArgumentException e) {
            out.tell(new PeerToSignaling.PeerEnded(start.peerId(), LeaveReason.FAILED));
            return;
        }
        boolean seatFree = peers.seatsTaken(null, now) < limits.maxSessions();
        peers.add(
                new Peer(
                        start.peerId(),
                        start.roomId(),
                        choice,
                        start.trickle(),
                        seatFree ? now.plus(limits.reservation()) : now));
        out.note(new Note.PeerStarted(start.peerId(), start.roomId().value(), start.source()));
    }

    private void signaled(
            PeerId id,
            PeerId from,
            Signal signal,
            List<IceServer> iceServers,
            Instant now,
            Effects out) {
        boolean isOffer = signal instanceof Signal.Offer;
        Peer peer = peers.find(id);
        try {
            if (peer == null) {
                throw new RefusedException(
                        ErrorCode.PEER_UNKNOWN, "this media peer does not run any more");
            }
            switch (signal) {
                case Signal.Offer(var offer) -> offer(peer, from, offer, iceServers, now, out);
                case Signal.Answer(var answer) -> answer(peer, from, answer, now, out);
                case Signal.IceCandidate candidate -> candidate(peer, from, candidate, out);
            }
        } catch (RefusedException e) {
            if (peer != null) {
                peer.offered();
            }
            if (peer != null || isOffer) {
                out.refuse(id, from, e.refusal(), isOffer);
            }
        }
    }

    private void offer(
            Peer peer,
            PeerId from,
            SessionDescription description,
            List<IceServer> iceServers,
            Instant now,
            Effects out)
            throws RefusedException {
        Intake.Accepted accepted = Intake.offer(description, iceServers);
        Connection connection = peer.connections.get(from);
        if (connection != null && connection.views) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "this media peer made the offer itself");
        }
        if (connection != null && !connection.origin.equals(accepted.origin())) {
            close(connection, LeaveReason.LEFT, now, out);
            connection = null;
        }
        if (connection == null) {
            connection = open(peer, from, accepted.origin(), false, now, out);
        }
        connection.offeredAt = now;
        connection.candidates = 0;
        begin(
                connection,
                new WorkerCommand.Offer(
                        connection.id.toString(),
                        accepted.sdp(),
                        peer.choice.source(),
                        peer.trickle,
                        accepted.iceServers(),
                        peer.choice.width(),
                        peer.choice.height(),
                        peer.choice.framesPerSecond(),
                        peer.choice.loop()),
                now,
                out);
    }

    /** Asks the worker for an answer or an offer; a connection that can not be asked for ends. */
    private void begin(Connection connection, WorkerCommand command, Instant now, Effects out)
            throws RefusedException {
        if (!workers.deliver(connection.worker, command, out)) {
            close(connection, LeaveReason.FAILED, now, out);
            throw new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, TOO_MUCH_WAITS);
        }
    }

    /** Calls a remote; when that is refused, the connection ends before it began. */
    private void view(
            PeerId id, PeerId remote, List<IceServer> iceServers, Instant now, Effects out) {
        Peer peer = peers.find(id);
        if (peer == null) {
            out.tell(new PeerToSignaling.ConnectionEnded(id, remote, LeaveReason.FAILED));
            return;
        }
        try {
            Intake.servers(iceServers);
            if (peer.connections.containsKey(remote)) {
                throw new RefusedException(
                        ErrorCode.INVALID_MESSAGE, "there is a connection with that remote");
            }
            Connection connection = open(peer, remote, "", true, now, out);
            connection.offeredAt = now;
            begin(
                    connection,
                    new WorkerCommand.View(connection.id.toString(), iceServers),
                    now,
                    out);
        } catch (RefusedException e) {
            peer.offered();
            out.refuse(id, remote, e.refusal(), true);
            out.tell(new PeerToSignaling.ConnectionEnded(id, remote, LeaveReason.FAILED));
        }
    }

    private void answer(
            Peer peer, PeerId from, SessionDescription description, Instant now, Effects out)
            throws RefusedException {
        Connection connection = peer.connections.get(from);
        if (connection == null || !connection.awaitsAnswer) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "no offer of this media peer waits for an answer");
        }
        String sdp = Intake.answer(description);
        connection.awaitsAnswer = false;
        connection.candidates = 0;
        workers.deliver(
                connection.worker, new WorkerCommand.Answer(connection.id.toString(), sdp), out);
    }

    private Connection open(
            Peer peer, PeerId from, String origin, boolean views, Instant now, Effects out)
            throws RefusedException {
        if (peers.seatsTaken(peer, now) >= limits.maxSessions()) {
            throw new RefusedException(
                    ErrorCode.MEDIA_PEERS_FULL,
                    "all " + limits.maxSessions() + " sessions are in use");
        }
        if (!peer.mayConnect(from, limits, now)) {
            throw new RefusedException(
                    ErrorCode.RATE_LIMITED,
                    "at most "
                            + limits.connectionsBurst()
                            + " new connections with one media peer at once");
        }
        Optional<WorkerLife> worker = workers.forNewSession();
        if (worker.isEmpty()) {
            workers.supply(now, out);
            worker = workers.forNewSession();
        }
        if (worker.isEmpty() && workers.isCrowded()) {
            throw new RefusedException(
                    ErrorCode.MEDIA_PEERS_FULL,
                    "retired worker processes still serve, and no more may be started");
        }
        if (worker.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.SERVICE_UNAVAILABLE, unavailable(workers.trouble()));
        }
        peer.offered();
        Connection connection = peers.open(peer, from, worker.get(), origin, views, now);
        out.note(new Note.SessionStarted(connection.id, connection.worker.id));
        return connection;
    }

    static String unavailable(@Nullable String trouble) {
        return trouble == null
                ? "no worker process is ready"
                : "the worker process does not start; the health page of the media peer says why";
    }

    private void candidate(Peer peer, PeerId from, Signal.IceCandidate signal, Effects out)
            throws RefusedException {
        Connection connection = peer.connections.get(from);
        if (connection == null) {
            return;
        }
        WorkerCommand.Candidate candidate =
                Intake.candidate(connection.id.toString(), signal.candidate());
        if (++connection.candidates > Connection.MAX_CANDIDATES) {
            throw new RefusedException(
                    ErrorCode.CANDIDATE_REFUSED,
                    "at most " + Connection.MAX_CANDIDATES + " candidates per offer");
        }
        if (!workers.deliver(connection.worker, candidate, out)) {
            throw new RefusedException(ErrorCode.CANDIDATE_REFUSED, TOO_MUCH_WAITS);
        }
    }

    private void close(Connection connection, LeaveReason reason, Instant now, Effects out) {
        workers.deliver(connection.worker, new WorkerCommand.Close(connection.id.toString()), out);
        peers.close(connection);
        out.note(new Note.SessionEnded(connection.id, connection.worker.id, reason));
        workers.settle(connection.worker, now, out);
    }
}
