package dev.webrtclab.e2e.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.e2e.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The lab's interface for networks and the matrix. */
public final class MatrixApi {
    private static final Duration CELL = Duration.ofSeconds(60);
    private static final String JSON = "application/json";

    private final String base;

    /** The lab with this address. */
    public MatrixApi(String base) {
        this.base = base;
    }

    /** All network positions, the extra one too. */
    List<JsonNode> networks() {
        return list(Http.json(base + "/api/networks").path("networks"));
    }

    /** Label of the extra network, if it runs. */
    Optional<String> second() {
        return networks().stream()
                .filter(network -> network.path("second").booleanValue())
                .map(network -> network.path("name").textValue())
                .findFirst();
    }

    /** Name of a media peer in a network. */
    public String mediaPeer(String network) {
        return networks().stream()
                .filter(position -> position.path("name").textValue().equals(network))
                .flatMap(position -> list(position.path("mediaPeers")).stream())
                .map(peer -> peer.path("id").textValue())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no media peer is in " + network));
    }

    JsonNode matrix() {
        return Http.json(base + "/api/matrix");
    }

    /** Begins a run. */
    void start() {
        HttpResponse<String> answer = Http.post(base + "/api/matrix", JSON, "{}");
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("the matrix does not start: " + detail(answer));
        }
    }

    void stop() {
        Http.delete(base + "/api/matrix");
    }

    /**
     * A call between media peers, made by one in {@code really}, shown as one from {@code from}.
     */
    public JsonNode call(String from, String to, String really) {
        return cell(body(from, to).put("fromNetwork", really));
    }

    /** A call that a browser in {@code really} made, shown as one from {@code from}. */
    JsonNode recorded(String from, String to, String session, String really) {
        return cell(body(from, to).put("session", session).put("fromNetwork", really));
    }

    /** What both ends told of their selected pairs, in the order in which it came. */
    List<JsonNode> selectedPairs(String session) {
        return list(Http.json(base + "/api/sessions/" + session).path("events")).stream()
                .filter(event -> event.path("type").asText().equals("selected_pair"))
                .toList();
    }

    /** Measures a network again, since its rules are others now. */
    JsonNode measure(String network) {
        HttpResponse<String> answer =
                Http.post(base + "/api/networks/" + network + "/probes", JSON, "{}");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(network + " is not measured: " + detail(answer));
        }
        return Http.parse(answer.body());
    }

    private JsonNode cell(ObjectNode body) {
        HttpResponse<String> answer =
                Http.post(base + "/api/matrix/cells", JSON, body.toString(), CELL);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the cell is not filled: " + detail(answer));
        }
        return Http.parse(answer.body());
    }

    private static ObjectNode body(String from, String to) {
        return JsonNodeFactory.instance.objectNode().put("from", from).put("to", to);
    }

    private static String detail(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body();
    }

    /** The elements of an array; none of what is no array. */
    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
