package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All connections of this worker: guards commands, finds their session, carries out the effects.
 * Every method is called on one and the same thread.
 */
public final class Sessions {
    private final Map<String, Entry> entries = new HashMap<>();
    private final RtcPeers peers;
    private final EvidenceOrder events;
    private final Later later;
    private final Supplier<Moment> clock;
    private final Level lifeCycle;
    private int served;

    /** Runs something on the sessions' thread after a while. */
    @FunctionalInterface
    public interface Later {
        /** Runs a task once, {@code after} from now. */
        void run(Duration after, Runnable task);
    }

    /**
     * No sessions yet.
     *
     * @param lifeCycle level of the log lines about sessions that begin and end
     */
    public Sessions(
            RtcPeers peers,
            Consumer<WorkerEvent> events,
            Later later,
            Supplier<Moment> clock,
            Level lifeCycle) {
        this.peers = peers;
        this.events = new EvidenceOrder(events, later, clock);
        this.later = later;
        this.clock = clock;
        this.lifeCycle = lifeCycle;
    }

    /** Carries out a command about one session. */
    public void command(WorkerCommand.OfSession command) {
        try {
            switch (command) {
                case WorkerCommand.Offer offer -> offer(offer);
                case WorkerCommand.View view -> view(view);
                case WorkerCommand.Answer answer ->
                        require(answer.session())
                                .take(
                                        new PeerInput.AnswerCame(
                                                Descriptions.forViewer(
                                                        SdpGuard.accept(answer.sdp()))));
                case WorkerCommand.Candidate candidate ->
                        require(candidate.session())
                                .take(
                                        new PeerInput.CandidateOffered(
                                                RemoteCandidate.accept(
                                                        candidate.candidate(),
                                                        candidate.sdpMid(),
                                                        candidate.sdpMLineIndex())));
                case WorkerCommand.SetSource chosen -> show(chosen);
                case WorkerCommand.Close close ->
                        require(close.session()).take(new PeerInput.CloseAsked());
            }
        } catch (RefusedException e) {
            reportDescription(command, e.refusal().detail());
            events.accept(
                    new WorkerEvent.Refused(
                            command.session(), e.refusal().code().slug(), e.refusal().detail()));
            boolean describes =
                    command instanceof WorkerCommand.Offer
                            || command instanceof WorkerCommand.Answer;
            if (describes && entries.containsKey(command.session())) {
                // a refused description leaves no connection, see WorkerEvent.Refused
                entries.get(command.session()).discard();
            }
        }
    }

    /** A description that did not pass its guard is not read any further. */
    private void reportDescription(WorkerCommand.OfSession command, String detail) {
        boolean offer = command instanceof WorkerCommand.Offer;
        if (offer || command instanceof WorkerCommand.Answer) {
            events.accept(
                    new WorkerEvent.Observed(
                            command.session(),
                            DescriptionSummary.of("", false, offer, detail, 1),
                            clock.get().epochMs(),
                            0));
        }
    }

    /** Gives every session its second. */
    public void tick() {
        List.copyOf(entries.values()).forEach(entry -> entry.take(new PeerInput.Tick()));
    }

    /** Ends every session. */
    public void closeAll() {
        List.copyOf(entries.values()).forEach(entry -> entry.take(new PeerInput.CloseAsked()));
    }

    /** Connections that are open now. */
    public int open() {
        return entries.size();
    }

    /** Connections that were opened since the start. */
    public int served() {
        return served;
    }

    private void offer(WorkerCommand.Offer offer) throws RefusedException {
        Wish wish = Wishes.of(offer);
        GuardedSdp sdp = SdpGuard.accept(offer.sdp());
        if (!sdp.receivesVideo()) {
            throw new RefusedException(ErrorCode.NO_VIDEO_OFFERED, "no video section may receive");
        }
        var input =
                new PeerInput.Offered(
                        Descriptions.forNative(sdp),
                        Descriptions.hidesAddresses(sdp),
                        offer.trickle(),
                        servers(offer.iceServers()),
                        wish);
        entries.computeIfAbsent(
                        offer.session(), id -> new Entry(id, new PeerSession(id, clock.get())))
                .take(input);
    }

    /** Exactly one answer for each, whether the connection is there or not. */
    private void show(WorkerCommand.SetSource chosen) {
        try {
            require(chosen.session()).take(new PeerInput.ShowAsked(Wishes.of(chosen)));
        } catch (SourceException e) {
            refuse(chosen, Showing.code(e.problem()), e.problem().detail());
        } catch (RefusedException e) {
            refuse(chosen, ErrorCode.SOURCE_FAILED.slug(), e.refusal().detail());
        }
    }

    private void refuse(WorkerCommand.SetSource chosen, String code, String detail) {
        events.accept(
                new WorkerEvent.SourceRefused(chosen.session(), chosen.source(), code, detail));
    }

    private void view(WorkerCommand.View view) throws RefusedException {
        if (entries.containsKey(view.session())) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "this connection is open");
        }
        var input = new PeerInput.ViewAsked(servers(view.iceServers()));
        Entry entry = new Entry(view.session(), new PeerSession(view.session(), clock.get()));
        entries.put(view.session(), entry);
        entry.take(input);
    }

    private static List<GuardedIceUrl> servers(List<IceServer> servers) throws RefusedException {
        List<GuardedIceUrl> guarded = new ArrayList<>();
        for (IceServer server : servers) {
            for (String url : server.urls()) {
                guarded.add(IceUrlGuard.accept(url, server.username(), server.credential()));
            }
        }
        return guarded;
    }

    private Entry require(String session) throws RefusedException {
        Entry entry = entries.get(session);
        if (entry == null) {
            throw new RefusedException(ErrorCode.SESSION_UNKNOWN, "no such connection here");
        }
        return entry;
    }

    /** One session with its native connection. */
    private final class Entry {
        private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

        private final String id;
        private final PeerSession session;
        private @Nullable RtcPeer peer;

        Entry(String id, PeerSession session) {
            this.id = id;
            this.session = session;
        }

        void take(PeerInput input) {
            try {
                session.apply(input, clock.get()).forEach(this::perform);
            } catch (RtcFailure e) {
                LOG.log(Level.ERROR, e.getMessage() + " session=" + id, e.getCause());
                events.accept(
                        new WorkerEvent.Refused(
                                id, ErrorCode.INTERNAL_ERROR.slug(), e.getMessage()));
                discard();
            }
        }

        private void perform(PeerEffect effect) {
            switch (effect) {
                case PeerEffect.Open(var servers, var wish) -> {
                    peer = peers.open(servers, wish, this::take);
                    served++;
                    LOG.log(lifeCycle, "session opened session={0}", id);
                }
                case PeerEffect.OpenViewer(var servers) -> {
                    peer = peers.openViewer(servers, this::take);
                    served++;
                    LOG.log(lifeCycle, "viewing session opened session={0}", id);
                }
                case PeerEffect.MakeOffer() -> requirePeer().makeOffer();
                case PeerEffect.ApplyAnswer(var answer) -> requirePeer().applyAnswer(answer);
                case PeerEffect.UseServers(var servers) -> requirePeer().useServers(servers);
                case PeerEffect.Apply(var offer, var passive) ->
                        requirePeer().apply(offer, passive);
                case PeerEffect.AddCandidate(var candidate) ->
                        requirePeer().addCandidate(candidate);
                case PeerEffect.ReadDescription() -> requirePeer().readDescription();
                case PeerEffect.Measure(var after) when after.isZero() -> measure();
                case PeerEffect.Measure(var after) -> later.run(after, this::measure);
                case PeerEffect.Show(var wish) -> requirePeer().show(wish);
                case PeerEffect.ShowNow() -> requirePeer().showNow();
                case PeerEffect.Report(var event) -> events.accept(event);
                case PeerEffect.Note(var phrase) ->
                        LOG.log(lifeCycle, "{0} session={1}", phrase, id);
                case PeerEffect.Discard() -> discard();
            }
        }

        private void measure() {
            if (entries.get(id) == this) {
                requirePeer().measure();
            }
        }

        private void discard() {
            entries.remove(id, this);
            if (peer != null) {
                peer.close();
            }
            LOG.log(lifeCycle, "session ended session={0}", id);
        }

        private RtcPeer requirePeer() {
            if (peer == null) {
                throw new IllegalStateException("the first effect of a session opens its peer");
            }
            return peer;
        }
    }
}
