package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.UUID;

/** A room of its own for each test, and sockets into it. */
abstract class RoomSockets {
    @TestHTTPResource URI base;

    final String room = "room-" + UUID.randomUUID();

    TestSocket open() {
        return TestSocket.open(base, "/ws");
    }

    TestSocket joined(String peer) {
        TestSocket socket = open();
        socket.send("{'type':'join','room_id':'" + room + "','peer_id':'" + peer + "'}")
                .await("room_peers");
        return socket;
    }

    String resume(String peer, String token) {
        return "{'type':'join','room_id':'"
                + room
                + "','peer_id':'"
                + peer
                + "','resume':'"
                + token
                + "'}";
    }
}
