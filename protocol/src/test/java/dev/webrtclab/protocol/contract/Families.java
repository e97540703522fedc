package dev.webrtclab.protocol.contract;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sealed families of the wire, and where their documents are. */
enum Families {
    CLIENT("client", ClientMessage.class),
    SERVER("server", ServerMessage.class),
    LINK_TO_SIGNALING("link-to-signaling", PeerToSignaling.class),
    LINK_TO_MEDIA_PEER("link-to-media-peer", SignalingToPeer.class),
    WORKER_COMMAND("worker-command", WorkerCommand.class),
    WORKER_EVENT("worker-event", WorkerEvent.class);

    private static final Path DOCS = Path.of("../docs/protocol");

    private final String directory;
    private final Class<?> type;

    Families(String directory, Class<?> type) {
        this.directory = directory;
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    Path samples() {
        return DOCS.resolve("samples").resolve(directory);
    }

    Path schema() {
        return DOCS.resolve(directory + ".schema.json");
    }

    static Stream<Families> all() {
        return Stream.of(values());
    }
}
