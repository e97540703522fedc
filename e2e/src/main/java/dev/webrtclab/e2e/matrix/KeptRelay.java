package dev.webrtclab.e2e.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import java.util.List;
import java.util.Set;

/**
 * A call that stayed on a relay which answered first, although a path without one works too; see
 * {@code docs/adr/0010-matrix.md}.
 */
final class KeptRelay {
    /** The addresses of the lab's TURN server, from which it relays. */
    private static final Set<String> RELAYS = Set.of("198.51.100.10", "198.51.100.11");

    private KeptRelay() {}

    /** Whether the record of a session proves that this is what happened. */
    static boolean isProvedBy(String session) {
        return isProvedBy(Http.json(Lab.PAGE + "api/sessions/" + session + "?addresses=real"));
    }

    /** The same of a record with its real addresses. */
    static boolean isProvedBy(JsonNode record) {
        List<JsonNode> events = MatrixApi.list(record.path("events"));
        return MatrixRun.isRelayed(of("selected_pair", events))
                && of("pair", events).stream().anyMatch(KeptRelay::succeededWithoutRelay);
    }

    private static List<JsonNode> of(String type, List<JsonNode> events) {
        return events.stream().filter(event -> event.path("type").asText().equals(type)).toList();
    }

    /**
     * What an end calls peer-reflexive may be relayed, if the check came before the message about
     * that candidate; an address it does not show may be as well.
     */
    private static boolean succeededWithoutRelay(JsonNode pair) {
        String remote = pair.path("remote").asText();
        return pair.path("state").asText().equals("succeeded")
                && !pair.path("localType").asText().equals("relay")
                && !pair.path("remoteType").asText().equals("relay")
                && remote.contains(":")
                && !RELAYS.contains(remote.substring(0, remote.lastIndexOf(':')));
    }
}
