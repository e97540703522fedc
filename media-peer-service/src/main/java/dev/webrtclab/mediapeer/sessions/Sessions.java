package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.mediapeer.sessions.WorkerLife.Phase;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.signaling.LeaveReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which connection is served by which worker, and what follows when one of them comes, fails or
 * goes. A connection of ours ends without its peer: the signaling service knows who invited the
 * peer and stops it when nobody needs it. Not thread-safe: one caller at a time.
 */
public final class Sessions {
    /** Load is repeated this often even when nothing but memory changed. */
    private static final Duration LOAD_INTERVAL = Duration.ofSeconds(5);

    /** A gap between two ticks that only a pause of this process explains. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SessionLimits limits;
    private final PeerRegistry peers = new PeerRegistry();
    private final Workers workers;
    private final SourceList sources;
    private final SourceSide sourceSide;
    private final SignalingSide signalingSide;
    private final WorkerSide workerSide;
    private Instant lastTick = Instant.MAX;
    private Instant loadTold = Instant.MIN;
    private PeerToSignaling.Load shapeTold;
    private boolean draining;

    /**
     * @param sources what every worker can show, before one was asked
     * @param addresses what gathered candidates are advertised as
     */
    public Sessions(SessionLimits limits, List<SourceInfo> sources, AdvertisedAddresses addresses) {
        this.limits = limits;
        this.workers = new Workers(limits);
        this.sources = new SourceList(sources, workers);
        this.sourceSide = new SourceSide(peers, workers, this.sources);
        this.signalingSide = new SignalingSide(limits, this.sources, sourceSide, peers, workers);
        this.workerSide =
                new WorkerSide(limits, peers, workers, this.sources, sourceSide, addresses);
        this.shapeTold = shape();
    }

    /** Applies one command; the effects are to be carried out in order. */
    public List<SessionEffect> apply(SessionCommand command, Instant now) {
        var out = new Effects();
        switch (command) {
            case SessionCommand.FromSignaling(var message) ->
                    signalingSide.apply(message, draining, now, out);
            case SessionCommand.FromWorker(var worker, var event) ->
                    workerSide.apply(worker, event, now, out);
            case SessionCommand.WorkerLaunched(var worker, var pid) ->
                    workerSide.launched(worker, pid);
            case SessionCommand.WorkerExited(var worker, var exitCode, var lastWords) ->
                    workerSide.exited(worker, exitCode, lastWords, now, out);
            case SessionCommand.Tick() -> tick(now, out);
            case SessionCommand.Drain() -> drain(now, out);
        }
        workers.supply(now, out);
        sourceSide.settle(now, out);
        sources.ask(now, out);
        tellLoad(now, out);
        return out.list();
    }

    /** How busy the service is. */
    public PeerToSignaling.Load load() {
        return new PeerToSignaling.Load(peers.sessions(), draining, workers.infos());
    }

    /** The peers that run, for a link that comes (back) up. */
    public List<PeerToSignaling.RunningPeer> running() {
        return peers.running();
    }

    /** Everything an operator may look at. */
    public SessionsView view() {
        return SessionsView.of(limits, sources.current(), peers, workers, draining);
    }

    /** What can be shown, as far as it is known. */
    public List<SourceInfo> sources() {
        return sources.current();
    }

    private void tick(Instant now, Effects out) {
        if (lastTick.isBefore(now.minus(PAUSE))) {
            workers.forgive(now);
        }
        lastTick = now;
        for (WorkerLife life : workers.all()) {
            workerSide.watch(life, now, out);
        }
        for (Connection connection : List.copyOf(peers.connections())) {
            Instant offered = connection.offeredAt;
            if (offered != null
                    && connection.worker.phase() != Phase.STARTING
                    && now.isAfter(offered.plus(WorkerSide.ANSWER_TIMEOUT))) {
                giveUp(connection, now, out);
            }
        }
        workers.tick(now, out);
    }

    /** The worker lives but its native side does not answer: others should not be sent there. */
    private void giveUp(Connection connection, Instant now, Effects out) {
        out.refuse(
                connection.id.peer(),
                connection.id.remote(),
                new Refusal(
                        ErrorCode.ANSWER_TIMEOUT,
                        "no answer within " + WorkerSide.ANSWER_TIMEOUT.toSeconds() + " s"),
                true);
        workers.retire(connection.worker, "did not answer an offer", now, out);
        workerSide.end(connection, LeaveReason.FAILED, true, now, out);
    }

    private void drain(Instant now, Effects out) {
        if (draining) {
            return;
        }
        draining = true;
        tellLoad(now, out);
        for (Peer peer : peers.all()) {
            signalingSide.stop(peer, LeaveReason.DRAINED, now, out);
            out.tell(new PeerToSignaling.PeerEnded(peer.id, LeaveReason.DRAINED));
        }
        workers.close(now, out);
    }

    private void tellLoad(Instant now, Effects out) {
        PeerToSignaling.Load shape = shape();
        if (!shape.equals(shapeTold) || !now.isBefore(loadTold.plus(LOAD_INTERVAL))) {
            shapeTold = shape;
            loadTold = now;
            out.tell(new PeerToSignaling.LoadChanged(load()));
        }
    }

    /** The load without what changes every second. */
    private PeerToSignaling.Load shape() {
        return new PeerToSignaling.Load(
                peers.sessions(),
                draining,
                workers.infos().stream()
                        .map(
                                info ->
                                        new WorkerInfo(
                                                info.id(),
                                                info.pid(),
                                                info.sessions(),
                                                info.served(),
                                                0,
                                                info.state()))
                        .toList());
    }
}
