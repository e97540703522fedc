package dev.webrtclab.signaling.records.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordsResourceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    @TestHTTPResource URI base;

    private static final Path SAMPLE = Path.of("../docs/protocol/samples/session-file.json");

    @Test
    void importedFile_isListedAndComesBackAsItWas_underItsNewId() throws IOException {
        String id = keep(Files.readString(SAMPLE));
        JsonNode real = export(id, "real");
        ObjectNode sample = (ObjectNode) MAPPER.readTree(Files.readString(SAMPLE));
        assertThat(real.path("events")).isEqualTo(sample.path("events"));
        assertThat(real.path("participants")).isEqualTo(sample.path("participants"));
        assertThat(real.path("id").asText()).isEqualTo(id).isNotEqualTo(sample.path("id").asText());
        given().get("/api/sessions")
                .then()
                .statusCode(200)
                .body("sessions.find { it.id == '" + id + "' }.imported", equalTo(true))
                .body("sessions.find { it.id == '" + id + "' }.events", equalTo(24))
                .body(
                        "sessions.find { it.id == '" + id + "' }.participants[1].network",
                        equalTo("symmetric"));
    }

    @Test
    void sharedFile_holdsNoRealAddress_andCanBeImportedAgain() throws IOException {
        JsonNode shared = export(keep(Files.readString(SAMPLE)), "pseudonyms");
        assertThat(shared.toString())
                .doesNotContain("198.51.100.", "10.81.5.2", "1b5c7a40", "5d0a5ce4c1f0");
        JsonNode again = export(keep(shared.toString()), "real");
        assertThat(again.path("events")).isEqualTo(shared.path("events"));
    }

    @Test
    void verdict_isTheSameForTheFileAndItsSharedForm() throws IOException {
        String id = keep(Files.readString(SAMPLE));
        JsonNode verdict = verdict(id);
        assertThat(verdict.path("code").asText()).isNotEmpty();
        assertThat(verdict.path("sentence").path("nl").asText())
                .isNotEmpty()
                .isNotEqualTo(verdict.path("sentence").path("en").asText());
        assertThat(verdict.path("stages")).hasSize(8);
        given().get("/api/sessions")
                .then()
                .body(
                        "sessions.find { it.id == '" + id + "' }.verdict.code",
                        equalTo(verdict.path("code").asText()));
        JsonNode shared = verdict(keep(export(id, "pseudonyms").toString()));
        assertThat(shared.path("code")).isEqualTo(verdict.path("code"));
        assertThat(shared.path("stages").findValuesAsText("result"))
                .isEqualTo(verdict.path("stages").findValuesAsText("result"));
        given().get("/api/sessions/none/verdict").then().statusCode(404);
    }

    @Test
    void stream_hasEachEventOnce_thenTheVerdict_andGoesOnAfterTheLastOneSeen() throws Exception {
        String id = keep(Files.readString(SAMPLE));
        assertThat(streamed(id, null, "event:verdict")).hasSize(24);
        assertThat(streamed(id, "20", "event:verdict")).containsExactly("21", "22", "23", "24");
        given().get("/api/sessions/none/events").then().statusCode(404);
    }

    /** Ids of the events until a line comes. */
    private List<String> streamed(String id, @Nullable String last, String until) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api/sessions/" + id + "/events"));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        List<String> ids = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Iterator<String> lines =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .iterator();
            for (String line = ""; !line.equals(until); line = lines.next().replace(": ", ":")) {
                if (line.startsWith("id:")) {
                    ids.add(line.substring(3));
                }
            }
            client.shutdownNow();
        }
        return ids;
    }

    private static JsonNode verdict(String id) throws IOException {
        return MAPPER.readTree(
                given().get("/api/sessions/" + id + "/verdict")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void recordThatIsForgotten_isGone() throws IOException {
        String id = keep(Files.readString(SAMPLE));
        given().delete("/api/sessions/" + id).then().statusCode(204);
        given().get("/api/sessions/" + id).then().statusCode(404);
        given().delete("/api/sessions/" + id).then().statusCode(404);
        given().get("/api/sessions").then().body("sessions.id", not(hasItem(id)));
    }

    @Test
    void badFiles_getTheirProblem_andNothingIsKept() {
        Set<Object> before = Set.copyOf(given().get("/api/sessions").path("sessions.id"));
        post("{").statusCode(400).body("type", endsWith("#malformed-json"));
        post("[]").statusCode(422).body("type", endsWith("#session-file-refused"));
        post("[".repeat(50)).statusCode(400).body("type", endsWith("#malformed-json"));
        given().queryParam("addresses", "half")
                .get("/api/sessions/none")
                .then()
                .statusCode(400)
                .body("type", endsWith("#invalid-message"));
        assertThat(Set.copyOf(given().get("/api/sessions").<List<Object>>path("sessions.id")))
                .isEqualTo(before);
    }

    @Test
    void tenMinutesOfEvents_areTaken() throws IOException {
        ObjectNode file = (ObjectNode) MAPPER.readTree(Files.readString(SAMPLE));
        ArrayNode events = (ArrayNode) file.path("events");
        JsonNode second = events.get(19);
        for (int i = 0; i < 1200; i++) {
            events.add(second.deepCopy());
        }
        assertThat(file.toString().length()).isBetween(300_000, 5_000_000);
        assertThat(export(keep(file.toString()), "pseudonyms").path("events")).hasSize(1224);
    }

    @Test
    void fileThatIsTooLong_isRefused_beforeItIsRead() throws Exception {
        byte[] blanks = new byte[8192];
        Arrays.fill(blanks, (byte) ' ');
        List<byte[]> parts = Collections.nCopies(FileReader.MOST_BYTES / blanks.length + 1, blanks);
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/api/sessions/imports"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(parts))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("#message-too-large");
        }
    }

    private static io.restassured.response.ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/sessions/imports")
                .then();
    }

    private static String keep(String file) {
        return post(file).statusCode(201).extract().path("id");
    }

    private static JsonNode export(String id, String addresses) throws IOException {
        return MAPPER.readTree(
                given().queryParam("addresses", addresses)
                        .get("/api/sessions/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
