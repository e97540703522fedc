package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.ConnectionId;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.RoomEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the records out of what the rooms do, and tells both ends of a new record its id. Called
 * with each effect, in the order of the room; never waits. Safe for any number of threads.
 */
public final class Recorder {
    private final SessionRecords records;
    private final Map<ConnectionId, PeerId> peers = new ConcurrentHashMap<>();
    private final Map<Member, ConnectionId> connections = new ConcurrentHashMap<>();

    private record Member(RoomId room, PeerId peer) {}

    /**
     * What follows for whoever carries out an effect.
     *
     * @param more what else is to be sent
     * @param delivery hears what became of the message of the effect
     */
    public record Seen(List<RoomEffect.Send> more, Delivery delivery) {
        private static final Seen NOTHING = new Seen(List.of(), Delivery.UNWATCHED);
    }

    /** Writes into these records. */
    public Recorder(SessionRecords records) {
        this.records = records;
    }

    /**
     * One effect of a room is about to be carried out.
     *
     * @param arrived when the command came that led to it
     * @param now in ms on the lab clock
     */
    public Seen seen(RoomId room, RoomEffect effect, Arrival arrived, double now) {
        return switch (effect) {
            case RoomEffect.Send(var to, var message) -> sent(room, to, message, arrived, now);
            case RoomEffect.Pass(var mediaPeer, var peer, var from, var signal) ->
                    relayed(room, from, peer, signal, arrived);
            case RoomEffect.Seated(var connection, var place, var peer) -> {
                Member member = new Member(room, peer);
                peers.put(connection, peer);
                connections.put(member, connection);
                records.resumed(room, peer, now);
                yield Seen.NOTHING;
            }
            case RoomEffect.Unseated(var connection, var isLost) -> {
                PeerId peer = peers.remove(connection);
                if (peer != null) {
                    Member member = new Member(room, peer);
                    connections.remove(member, connection);
                    if (isLost) {
                        records.lost(room, peer, now);
                    }
                }
                yield Seen.NOTHING;
            }
            case RoomEffect.Parted(var mediaPeer, var peer, var remote, var by, var reason) -> {
                records.ended(room, by, by.equals(peer) ? remote : peer, reason, now);
                yield Seen.NOTHING;
            }
            case RoomEffect.Released(var mediaPeer, var peer, var reason) -> {
                records.gone(room, peer, reason, now);
                yield Seen.NOTHING;
            }
            case RoomEffect.Close close -> Seen.NOTHING;
            case RoomEffect.Tell tell -> Seen.NOTHING;
            case RoomEffect.View view -> Seen.NOTHING;
        };
    }

    private Seen sent(
            RoomId room, ConnectionId to, ServerMessage message, Arrival arrived, double now) {
        PeerId peer = peers.get(to);
        if (peer == null) {
            return Seen.NOTHING;
        }
        return switch (message) {
            case ServerMessage.Offer(var from, var offer) ->
                    relayed(room, from, peer, new Signal.Offer(offer), arrived);
            case ServerMessage.Answer(var from, var answer) ->
                    relayed(room, from, peer, new Signal.Answer(answer), arrived);
            case ServerMessage.IceCandidate(var from, var candidate, var url, var protocol) ->
                    relayed(
                            room,
                            from,
                            peer,
                            new Signal.IceCandidate(candidate, url, protocol),
                            arrived);
            case ServerMessage.PeerLeft(var left, var reason) -> {
                records.ended(room, left, peer, reason, now);
                yield Seen.NOTHING;
            }
            case ServerMessage.Welcome welcome -> Seen.NOTHING;
            case ServerMessage.RoomPeers others -> Seen.NOTHING;
            case ServerMessage.PeerJoined joined -> Seen.NOTHING;
            case ServerMessage.PeerState state -> Seen.NOTHING;
            case ServerMessage.SourceChanged changed -> Seen.NOTHING;
            case ServerMessage.SourceEnded ended -> Seen.NOTHING;
            case ServerMessage.Chat chat -> Seen.NOTHING;
            case ServerMessage.ChatTaken taken -> Seen.NOTHING;
            case ServerMessage.Called called -> Seen.NOTHING;
            case ServerMessage.Evidence evidence -> Seen.NOTHING;
            case ServerMessage.Session session -> Seen.NOTHING;
            case ServerMessage.Clock answer -> Seen.NOTHING;
            case ServerMessage.LabStatus status -> Seen.NOTHING;
            case ServerMessage.Error error -> Seen.NOTHING;
        };
    }

    private Seen relayed(RoomId room, PeerId from, PeerId to, Signal signal, Arrival arrived) {
        SessionRecords.Relayed relayed = records.relayed(room, from, to, signal, arrived);
        List<RoomEffect.Send> more = new ArrayList<>();
        String id = relayed.begun();
        if (id != null) {
            tell(room, from, new ServerMessage.Session(id, to), more);
            tell(room, to, new ServerMessage.Session(id, from), more);
        }
        return new Seen(more, relayed.delivery());
    }

    private void tell(RoomId room, PeerId peer, ServerMessage message, List<RoomEffect.Send> more) {
        ConnectionId connection = connections.get(new Member(room, peer));
        if (connection != null) {
            more.add(new RoomEffect.Send(connection, message));
        }
    }
}
