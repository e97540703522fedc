package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import dev.webrtclab.e2e.Http;
import java.time.Instant;
import java.util.Map;

/**
 * Answers a page in place of the services, so that a recorded session reaches it on the ways of a
 * running one: a call begins in the room, is named as a session, and its events come as a stream.
 */
final class StandInService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GrownSession session;
    private final ObjectNode record;
    private final String stream;

    StandInService(GrownSession session, ObjectNode record, String stream) {
        this.session = session;
        this.record = record;
        this.stream = stream;
    }

    void answer(Page page) {
        page.route("**/api/**", this::rest);
        page.routeWebSocket("**/ws", this::room);
    }

    private void rest(Route route) {
        String path = java.net.URI.create(route.request().url()).getPath();
        String own = "/api/sessions/" + session.id();
        if (path.equals(own + "/events")) {
            route.resume(new Route.ResumeOptions().setUrl(stream));
        } else if (path.equals(own)) {
            json(route, record);
        } else if (path.equals("/api/ice-servers")) {
            json(
                    route,
                    Map.of(
                            "iceServers",
                            JSON.createArrayNode(),
                            "expiresAt",
                            Instant.now().plusSeconds(3600).toString()));
        } else if (path.equals("/api/media-peers")) {
            json(route, Map.of("mediaPeers", JSON.createArrayNode()));
        } else {
            route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }

    private void room(WebSocketRoute socket) {
        socket.onMessage(
                frame -> {
                    JsonNode message = Http.parse(frame.text());
                    switch (message.path("type").asText()) {
                        case "clock" -> socket.send(clock(message));
                        case "join" -> socket.send(welcome(message));
                        case "call" -> {
                            String remote = session.peerOf("media-peer");
                            socket.send(
                                    text(
                                            Map.of(
                                                    "type",
                                                    "called",
                                                    "peer_id",
                                                    remote,
                                                    "media_peer",
                                                    "media-peer-1",
                                                    "source",
                                                    "pattern")));
                            socket.send(
                                    text(
                                            Map.of(
                                                    "type",
                                                    "session",
                                                    "session_id",
                                                    session.id(),
                                                    "remote",
                                                    remote)));
                        }
                        default -> {
                            // An offer that nobody answers: what is measured comes from the record.
                        }
                    }
                });
    }

    private String welcome(JsonNode join) {
        return text(
                Map.of(
                        "type",
                        "welcome",
                        "peer_id",
                        session.peerOf("browser"),
                        "room_id",
                        join.get("room_id").asText(),
                        "resume",
                        "resume-token-of-the-bench"));
    }

    private static String clock(JsonNode asked) {
        double now = System.currentTimeMillis();
        return text(
                Map.of(
                        "type",
                        "clock",
                        "id",
                        asked.get("id").asLong(),
                        "sent_at",
                        asked.get("sent_at").asDouble(),
                        "received_at",
                        now,
                        "replied_at",
                        now));
    }

    private static void json(Route route, Object body) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(text(body)));
    }

    private static String text(Object value) {
        return JSON.valueToTree(value).toString();
    }
}
