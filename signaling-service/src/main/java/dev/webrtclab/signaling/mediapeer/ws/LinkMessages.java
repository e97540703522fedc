package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.mediapeer.SourceWishes;
import dev.webrtclab.signaling.mediapeer.Thumbnails;
import dev.webrtclab.signaling.ops.Redacted;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.room.SignalGuard;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a media-peer-service says, as commands for the rooms of its peers. */
@Singleton
final class LinkMessages {
    private static final Logger LOG = Logger.getLogger(LinkMessages.class);

    private static final int LONGEST_PROBLEM = 256;

    private final Registrations registrations;
    private final MediaPeers mediaPeers;
    private final SourceWishes wishes;
    private final Thumbnails thumbnails;
    private final RoomBus rooms;
    private final SessionRecords records;
    private final SignalingMetrics metrics;
    private final Clock clock;

    LinkMessages(
            Registrations registrations,
            MediaPeers mediaPeers,
            SourceWishes wishes,
            Thumbnails thumbnails,
            RoomBus rooms,
            SessionRecords records,
            SignalingMetrics metrics,
            Clock clock) {
        this.registrations = registrations;
        this.mediaPeers = mediaPeers;
        this.wishes = wishes;
        this.thumbnails = thumbnails;
        this.rooms = rooms;
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
    }

    void apply(LinkSession session, PeerToSignaling message, Arrival received) {
        switch (message) {
            case PeerToSignaling.Register register -> registrations.apply(session, register);
            case PeerToSignaling.LoadChanged(var load) -> {
                if (session.mediaPeer() != null) {
                    mediaPeers.load(session.mediaPeer(), load);
                }
            }
            case PeerToSignaling.SourcesChanged(var sources) -> {
                if (session.mediaPeer() != null) {
                    mediaPeers.sources(session.mediaPeer(), sources);
                    thumbnails.forget(session.mediaPeer());
                }
            }
            case PeerToSignaling.Thumbnail(var source, var jpeg, var problem) -> {
                if (session.mediaPeer() != null) {
                    thumbnails.made(session.mediaPeer(), source, jpeg, shown(problem));
                }
            }
            case PeerToSignaling.SourceChanged changed ->
                    own(session, changed.peerId()).ifPresent(place -> changed(place, changed));
            case PeerToSignaling.SourceRefused(var peer, var source, var code, var detail) ->
                    own(session, peer)
                            .ifPresent(
                                    place ->
                                            wishes.refused(
                                                    peer,
                                                    source,
                                                    new Refusal(
                                                            known(code),
                                                            Redacted.text(
                                                                    detail, LONGEST_PROBLEM))));
            case PeerToSignaling.SourceEnded(var peer, var source) ->
                    own(session, peer)
                            .ifPresent(
                                    place ->
                                            rooms.carry(
                                                    place.room(),
                                                    new RoomCommand.SourceEnded(peer, source)));
            case PeerToSignaling.Clock(var id, var sentAt) -> {
                session.beats();
                session.send(
                        new SignalingToPeer.Clock(
                                id, sentAt, received.at(), LabClock.toMillis(clock.instant())));
            }
            case PeerToSignaling.Signaled signaled ->
                    own(session, signaled.peerId())
                            .ifPresent(place -> relay(place, signaled, received));
            case PeerToSignaling.Refused refused ->
                    own(session, refused.peerId()).ifPresent(place -> refused(place, refused));
            case PeerToSignaling.ConnectionEnded(var peer, var remote, var reason) ->
                    own(session, peer)
                            .ifPresent(
                                    place ->
                                            rooms.carry(
                                                    place.room(),
                                                    new RoomCommand.ConnectionEnded(
                                                            peer, remote, reason)));
            case PeerToSignaling.PeerEnded(var peer, var reason) ->
                    own(session, peer)
                            .ifPresent(
                                    place ->
                                            rooms.carry(
                                                    place.room(),
                                                    new RoomCommand.PeerEnded(peer, reason)));
            case PeerToSignaling.PeerEvidence(
                            var peer,
                            var remote,
                            var at,
                            var uncertaintyMs,
                            var event,
                            var senderAt) -> {
                mediaPeers
                        .findLately(peer)
                        .filter(place -> place.mediaPeer().equals(session.mediaPeer()))
                        .ifPresent(
                                place ->
                                        records.observed(
                                                place.room(),
                                                peer,
                                                remote,
                                                Where.MEDIA_PEER,
                                                at,
                                                uncertaintyMs,
                                                event));
                own(session, peer)
                        .ifPresent(
                                place ->
                                        notify(
                                                place,
                                                remote,
                                                new ServerMessage.Evidence(
                                                        peer,
                                                        "media-peer",
                                                        at,
                                                        uncertaintyMs,
                                                        event,
                                                        senderAt),
                                                true));
            }
        }
    }

    private void relay(Placement place, PeerToSignaling.Signaled signaled, Arrival received) {
        try {
            SignalGuard.check(signaled.message());
        } catch (RefusedException e) {
            LOG.errorf("a media peer's own signal is refused: %s", e.getMessage());
            metrics.refused(e.refusal().code());
            notify(place, signaled.target(), error(e.refusal().code(), e.refusal().detail()), true);
            return;
        }
        rooms.carry(
                        place.room(),
                        new RoomCommand.Relay(place.peer(), signaled.target(), signaled.message()),
                        received)
                .thenAccept(
                        refusal ->
                                refusal.ifPresentOrElse(
                                        r -> LOG.debugf("not relayed: %s", r.code().slug()),
                                        () -> metrics.relayed(signaled.message())));
    }

    /** The room hears it before the one who asked is answered. */
    private void changed(Placement place, PeerToSignaling.SourceChanged changed) {
        MediaState state = mediaPeers.showing(place.peer(), changed.shown());
        rooms.carry(
                place.room(),
                new RoomCommand.SourceChanged(
                        place.peer(), changed.shown(), state, shown(changed.problem())));
        wishes.changed(place.peer(), changed.shown());
    }

    private static @Nullable String shown(@Nullable String problem) {
        return problem == null ? null : Redacted.text(problem, LONGEST_PROBLEM);
    }

    private static ErrorCode known(String slug) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.slug().equals(slug))
                .findFirst()
                .orElse(ErrorCode.INTERNAL_ERROR);
    }

    private void refused(Placement place, PeerToSignaling.Refused refused) {
        ErrorCode code = known(refused.code());
        metrics.refused(code);
        notify(
                place,
                refused.remote(),
                error(code, Redacted.text(refused.detail())),
                code == ErrorCode.CANDIDATE_REFUSED);
    }

    private void notify(
            Placement place, PeerId remote, ServerMessage message, boolean keepsConnection) {
        rooms.carry(
                place.room(),
                new RoomCommand.Notify(place.peer(), remote, message, keepsConnection));
    }

    private static ServerMessage.Error error(ErrorCode code, String detail) {
        return new ServerMessage.Error(code.slug(), code.title(), detail, null);
    }

    /** The peer's place, if this service runs it; others' peers are none of its business. */
    private Optional<Placement> own(LinkSession session, PeerId peer) {
        Optional<Placement> place =
                mediaPeers
                        .find(peer)
                        .filter(placement -> placement.mediaPeer().equals(session.mediaPeer()));
        if (place.isEmpty()) {
            LOG.debugf("message of a media peer about %s, which it does not run here", peer);
        }
        return place;
    }
}
