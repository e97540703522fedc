package dev.webrtclab.signaling.records.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DiagnosesResourceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SESSION = Path.of("../docs/protocol/samples/session-file.json");
    private static final Path DUMPS = Path.of("../diagnosis/src/test/resources/internals");

    @Test
    void sessionFile_getsTheVerdictOfItsImport_andIsNotKept() throws IOException {
        String file = Files.readString(SESSION);
        String id =
                given().contentType("application/json")
                        .body(file)
                        .post("/api/sessions/imports")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        String imported = given().get("/api/sessions/" + id + "/verdict").asString();
        Set<Object> before = ids();
        assertThat(diagnosed(file)).isEqualTo(MAPPER.readTree(imported));
        assertThat(ids()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-156.json", "old-form.json"})
    void dump_getsTheVerdictOfOneHalf_andSaysWhatIsMissing(String dump) throws IOException {
        JsonNode verdict = diagnosed(Files.readString(DUMPS.resolve(dump)));
        assertThat(verdict.path("stages")).hasSize(8);
        assertThat(verdict.path("missing").findValuesAsText("code"))
                .contains("dump-other-end", "dump-servers");
        assertThat(verdict.path("sentence").path("nl").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"PeerConnections\": {\"1\": "})
    void whatIsNotJson_isRefused(String body) {
        diagnose(body).statusCode(400).body("type", endsWith("#malformed-json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "7", "{\"PeerConnections\": {}}"})
    void whatIsNeitherSessionNorDump_isRefused(String body) {
        diagnose(body).statusCode(422).body("type", endsWith("#session-file-refused"));
    }

    private static JsonNode diagnosed(String file) throws IOException {
        return MAPPER.readTree(diagnose(file).statusCode(200).extract().asString());
    }

    private static ValidatableResponse diagnose(String body) {
        return given().contentType("application/json").body(body).post("/api/diagnoses").then();
    }

    private static Set<Object> ids() {
        return Set.copyOf(given().get("/api/sessions").<List<Object>>path("sessions.id"));
    }
}
