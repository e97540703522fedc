package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Leave;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.Stop;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of joining, leaving, sending, losing, resuming and stealing ids. Whatever
 * happens: no signal leaves its room, the sender is who the connection speaks for, each member has
 * at most one connection, and nothing is left when everybody is gone.
 */
class RoomsPropertyTest {
    private static final List<RoomId> ROOMS = List.of(new RoomId("north"), new RoomId("south"));
    private static final List<PeerId> PEERS =
            List.of(new PeerId("a"), new PeerId("b"), new PeerId("c"), new PeerId("d"));

    /** What the edge would know: the place of each connection. */
    private final Map<ConnectionId, Place> places = new HashMap<>();

    private final List<RoomEffect> effects = new ArrayList<>();
    private final Rooms rooms = new Rooms(6, (room, effect) -> perform(effect));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int connections;

    private record Place(RoomId room, PeerId peer) {}

    private void perform(RoomEffect effect) {
        effects.add(effect);
        switch (effect) {
            case RoomEffect.Seated(var connection, var room, var peer) ->
                    places.put(connection, new Place(room, peer));
            case RoomEffect.Unseated(var connection, var _) -> places.remove(connection);
            default -> {}
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void noHistory_letsAMessageOutOfItsRoom(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 3000; step++) {
            now = now.plusMillis(random.nextInt(400));
            effects.clear();
            step(random);
            everyMemberHasOneConnection(seed, step);
        }
        everybodyGoes();
        assertThat(rooms.size()).as("seed %d", seed).isZero();
    }

    private void step(Random random) {
        RoomId room = pick(random, ROOMS);
        PeerId peer = pick(random, PEERS);
        @Nullable ConnectionId mine =
                places.isEmpty() ? null : pick(random, List.copyOf(places.keySet()));
        switch (random.nextInt(8)) {
            case 0, 1 -> joins(room, peer, random.nextInt(3) == 0);
            case 2 -> {
                if (mine != null) {
                    Place place = places.get(mine);
                    rooms.apply(place.room(), new Leave(mine, place.peer(), LeaveReason.LEFT), now);
                }
            }
            case 3 -> {
                if (mine != null) {
                    Place place = places.get(mine);
                    Duration grace = Duration.ofSeconds(random.nextInt(3));
                    rooms.apply(place.room(), new ConnectionLost(mine, place.peer(), grace), now);
                }
            }
            case 4 -> rooms.expire(now);
            case 5 -> {
                if (mine != null) {
                    Place place = places.get(mine);
                    rooms.apply(
                            place.room(),
                            new Invite(
                                    Seats.pattern(MediaPeerSeat.newCalledId(), "mp"), place.peer()),
                            now);
                }
            }
            default -> {
                if (mine != null) {
                    says(mine, random.nextBoolean() ? peer : null);
                }
            }
        }
    }

    private void joins(RoomId room, PeerId peer, boolean proven) {
        ConnectionId connection = new ConnectionId("c" + connections++);
        rooms.apply(
                room,
                new Join(
                        connection,
                        peer,
                        null,
                        proven,
                        new ServerMessage.Welcome(peer, room, "t", 1, 1)),
                now);
    }

    /** The text carries the room, so that a receiver shows where it came from. */
    private void says(ConnectionId from, @Nullable PeerId target) {
        Place place = places.get(from);
        Signal offer = new Signal.Offer(new SessionDescription("offer", place.room().value()));
        rooms.apply(place.room(), new Relay(place.peer(), target, offer), now);
        for (RoomEffect effect : effects) {
            if (effect
                    instanceof RoomEffect.Send(var to, ServerMessage.Offer(var sender, var text))) {
                assertThat(places.get(to).room()).isEqualTo(place.room());
                assertThat(text.sdp()).isEqualTo(place.room().value());
                assertThat(sender).isEqualTo(place.peer());
                assertThat(to).isNotEqualTo(from);
            }
        }
    }

    private void everyMemberHasOneConnection(long seed, int step) {
        assertThat(places.values()).as("seed %d, step %d", seed, step).doesNotHaveDuplicates();
        places.forEach(
                (connection, place) ->
                        assertThat(rooms.find(place.room()).orElseThrow().members())
                                .as("seed %d, step %d", seed, step)
                                .contains(place.peer()));
    }

    private void everybodyGoes() {
        for (var entry : Map.copyOf(places).entrySet()) {
            Place place = entry.getValue();
            rooms.apply(
                    place.room(), new Leave(entry.getKey(), place.peer(), LeaveReason.LEFT), now);
        }
        now = now.plusSeconds(60);
        rooms.expire(now);
        for (RoomId room : ROOMS) {
            rooms.find(room)
                    .ifPresent(
                            left ->
                                    List.copyOf(left.members())
                                            .forEach(
                                                    peer ->
                                                            rooms.apply(
                                                                    room,
                                                                    new Stop(
                                                                            peer,
                                                                            LeaveReason.STOPPED),
                                                                    now)));
        }
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
