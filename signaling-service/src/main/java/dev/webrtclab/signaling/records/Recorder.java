package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.ConnectionId;
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

    /** Writes into these records. */
    public Recorder(SessionRecords records) {
        this.records = records;
    }

    /**
     * One effect of a room is about to be carried out.
     *
     * @param receivedAt when the command came that led to it, in ms on the lab clock
     * @param now in ms on the lab clock
     * @return what else is to be sent
     */
    public List<RoomEffect.Send> seen(
            RoomId room, RoomEffect effect, double receivedAt, double now) {
        return switch (effect) {
            case RoomEffect.Send(var to, var message) -> sent(room, to, message, receivedAt, now);
            case RoomEffect.Pass(var mediaPeer, var peer, var from, var signal) ->
                    relayed(room, from, peer, signal, receivedAt, now);
            case RoomEffect.Seated(var connection, var place, var peer) -> {
                Member member = new Member(room, peer);
                peers.put(connection, peer);
                connections.put(member, connection);
                records.resumed(room, peer, now);
                yield List.of();
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
                yield List.of();
            }
            case RoomEffect.Parted(var mediaPeer, var peer, var remote, var by, var reason) -> {
                records.ended(room, by, by.equals(peer) ? remote : peer, reason, now);
                yield List.of();
            }
            case RoomEffect.Released(var mediaPeer, var peer, var reason) -> {
                records.gone(room, peer, reason, now);
                yield List.of();
            }
            case RoomEffect.Close close -> List.of();
            case RoomEffect.Tell tell -> List.of();
            case RoomEffect.View view -> List.of();
        };
    }

    private List<RoomEffect.Send> sent(
            RoomId room, ConnectionId to, ServerMessage message, double receivedAt, double now) {
        PeerId peer = peers.get(to);
        if (peer == null) {
            return List.of();
        }
        return switch (message) {
            case ServerMessage.Offer(var from, var offer) ->
                    relayed(room, from, peer, new Signal.Offer(offer), receivedAt, now);
            case ServerMessage.Answer(var from, var answer) ->
                    relayed(room, from, peer, new Signal.Answer(answer), receivedAt, now);
            case ServerMessage.IceCandidate(var from, var candidate, var url, var protocol) ->
                    relayed(
                            room,
                            from,
                            peer,
                            new Signal.IceCandidate(candidate, url, protocol),
                            receivedAt,
                            now);
            case ServerMessage.PeerLeft(var left, var reason) -> {
                records.ended(room, left, peer, reason, now);
                yield List.of();
            }
            case ServerMessage.Welcome welcome -> List.of();
            case ServerMessage.RoomPeers others -> List.of();
            case ServerMessage.PeerJoined joined -> List.of();
            case ServerMessage.Called called -> List.of();
            case ServerMessage.Evidence evidence -> List.of();
            case ServerMessage.Session session -> List.of();
            case ServerMessage.Clock answer -> List.of();
            case ServerMessage.LabStatus status -> List.of();
            case ServerMessage.Error error -> List.of();
        };
    }

    private List<RoomEffect.Send> relayed(
            RoomId room, PeerId from, PeerId to, Signal signal, double receivedAt, double now) {
        List<RoomEffect.Send> more = new ArrayList<>();
        records.relayed(room, from, to, signal, receivedAt, now)
                .ifPresent(
                        id -> {
                            tell(room, from, new ServerMessage.Session(id, to), more);
                            tell(room, to, new ServerMessage.Session(id, from), more);
                        });
        return more;
    }

    private void tell(RoomId room, PeerId peer, ServerMessage message, List<RoomEffect.Send> more) {
        ConnectionId connection = connections.get(new Member(room, peer));
        if (connection != null) {
            more.add(new RoomEffect.Send(connection, message));
        }
    }
}
