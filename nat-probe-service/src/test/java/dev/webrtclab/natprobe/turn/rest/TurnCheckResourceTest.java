package dev.webrtclab.natprobe.turn.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.webrtclab.natprobe.turn.rest.ScriptedLab.ScriptedTransport;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ScriptedLab.class)
class TurnCheckResourceTest {
    private static final AtomicInteger SOURCES = new AtomicInteger();

    /** Each test is a source of its own, since one may only ask ten times in a minute. */
    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "test-" + SOURCES.incrementAndGet())
                .body(body)
                .post("/api/turn/checks")
                .then();
    }

    private static String request(String... urls) {
        return "{\"servers\":[{\"urls\":[\"%s\"],\"username\":\"u\",\"credential\":\"s3cret\"}],\"bytes\":5000}"
                .formatted(String.join("\",\"", urls));
    }

    @Test
    void post_givesTheStagesOfEachUrl() {
        post(request("turn:192.0.2.5?transport=tcp", "stun:192.0.2.5"))
                .statusCode(200)
                .body("vantage", equalTo("a test machine"))
                .body("at", notNullValue())
                .body("passed", equalTo(true))
                .body("checks.url", contains("turn:192.0.2.5?transport=tcp", "stun:192.0.2.5"))
                .body("checks[0].transport", equalTo("tcp"))
                .body("checks[0].server", equalTo("192.0.2.5:3478"))
                .body(
                        "checks[0].stages.stage",
                        contains("reachable", "credentials", "permission", "echo"))
                .body("checks[0].stages.result", contains("passed", "passed", "passed", "passed"))
                .body("checks[0].stages[1].relayedAddress", equalTo("192.0.2.5:49170"))
                .body("checks[0].stages[1].lifetimeSeconds", equalTo(600))
                .body("checks[0].stages[2].peer", equalTo("192.0.2.7:40000"))
                .body("checks[0].stages[3].bytesEchoed", equalTo(5000))
                .body("checks[0].stages[3].lossPercent", equalTo(0f))
                .body("checks[0].stages[3].rttMsP50", equalTo(0.4f))
                .body("checks[0].stages[3].rttMsP99", equalTo(1.1f))
                .body("checks[0].findings[0].code", equalTo("turn-ok"))
                .body("checks[0].findings[0].next", notNullValue())
                .body(
                        "checks[1].stages.result",
                        contains("passed", "skipped", "skipped", "skipped"));
    }

    @Test
    void post_thatAcceptsEvents_streamsStagesAndAtLastTheReport() {
        String events =
                given().contentType(ContentType.JSON)
                        .accept("text/event-stream")
                        .header("X-Forwarded-For", "test-sse")
                        .body(request("turn:192.0.2.5"))
                        .post("/api/turn/checks")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(events.split("event:stage", -1)).hasSize(5);
        assertThat(events).contains("\"url\":\"turn:192.0.2.5\"", "\"stage\":\"echo\"");
        assertThat(events.indexOf("event:report")).isGreaterThan(events.lastIndexOf("event:stage"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"servers\":[{\"urls\":[\"turn:8.8.8.8\"]}]} | 403 | target-not-allowed",
                "{\"servers\":[{\"urls\":[\"turn:10.0.0.1\"]}]} | 403 | target-not-allowed",
                "{\"servers\":[{\"urls\":[\"turn:192.0.2.5\",\"turn:192.0.2.6\"]}]} | 403 | target-not-allowed",
                "{\"servers\":[{\"urls\":[\"http://192.0.2.5\"]}]} | 422 | ice-url-refused",
                "{\"servers\":[{\"urls\":[null]}]} | 422 | ice-url-refused",
                "{\"servers\":[{}]} | 400 | invalid-message",
                "{\"servers\":[null]} | 400 | invalid-message",
                "{\"servers\":[]} | 400 | invalid-message",
                "{\"servers\":[{\"urls\":\"turn:192.0.2.5\"}],\"bytes\":0} | 400 | invalid-message",
                "{\"servers\":[{\"urls\":\"turn:192.0.2.5\"}],\"bytes\":2000000} | 400 | invalid-message",
                "{\"servers\":[{\"urls\":\"turn:192.0.2.5\"}],\"peer\":\"host.example\"} | 400 | invalid-message",
                "{\"servers\": | 400 | malformed-json",
                "{} | 422 | turn-check-no-credential"
            })
    void post_ofWhatIsNotAllowed_sendsNothing(String body, int status, String slug) {
        int before = ScriptedTransport.OPENED.get();

        post(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#" + slug));
        assertThat(ScriptedTransport.OPENED.get()).isEqualTo(before);
    }

    @Test
    void post_ofMoreThanTwelveUrls_isRefused() {
        String[] urls = new String[13];
        java.util.Arrays.fill(urls, "turn:192.0.2.5");
        post(request(urls)).statusCode(400).body("detail", containsString("12"));
    }

    @Test
    void eleventhCheckOfOneSourceInAMinute_isTooMuch() {
        for (int i = 0; i < 11; i++) {
            ValidatableResponse response =
                    given().contentType(ContentType.JSON)
                            .header("X-Forwarded-For", "busy")
                            .body(request("stun:192.0.2.5"))
                            .post("/api/turn/checks")
                            .then()
                            .statusCode(i < 10 ? 200 : 429);
            if (i == 10) {
                response.header("Retry-After", notNullValue());
            }
        }
    }

    @Test
    void probe_isWhatBlackboxExporterGives_andLogsInWithItsModule() {
        given().queryParam("target", "turns:192.0.2.5:3478")
                .queryParam("module", "turn_tls")
                .get("/probe")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("version=0.0.4"))
                .body(containsString("# TYPE probe_success gauge\nprobe_success 1.0\n"))
                .body(containsString("probe_duration_seconds "))
                .body(containsString("probe_turn_stage_success{stage=\"echo\",} 1.0"))
                .body(containsString("probe_turn_stage_duration_seconds{stage=\"reachable\",} "))
                .body(containsString("probe_turn_rtt_seconds{quantile=\"0.99\",} 0.0011"))
                .body(containsString("probe_ssl_earliest_cert_expiry 1.7987616E9"))
                .body(containsString("probe_turn_finding{code=\"turn-ok\",} 1.0"))
                .body(not(containsString("prometheus")));
        assertThat(ScriptedTransport.username).matches("\\d{10}:prometheus");
    }

    @Test
    void probe_withoutModule_hasNoCredentials() {
        given().queryParam("target", "turn:192.0.2.5")
                .get("/probe")
                .then()
                .statusCode(200)
                .body(containsString("probe_success 0.0"))
                .body(containsString("probe_turn_stage_success{stage=\"permission\",} 0.0"))
                .body(containsString("turn-credential-missing"));
    }

    @Test
    void probe_withDebug_isALogForPeople() {
        given().queryParam("target", "turn:192.0.2.5")
                .queryParam("module", "turn_tls")
                .queryParam("debug", "true")
                .get("/probe")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("stage=credentials result=passed"))
                .body(containsString("Metrics that would have been returned:"))
                .body(not(containsString("5ec12e7")));
    }

    @ParameterizedTest
    @CsvSource({
        "/probe, target is missing",
        "/probe?target=turn:192.0.2.5&module=nobody, Unknown module",
        "/probe?target=turn:8.8.8.8&module=turn_tls, none of the lab's",
        "/probe?target=http:x, A URL is"
    })
    void probe_ofTheUnknown_says400InPlainText(String path, String words) {
        when().get(path)
                .then()
                .statusCode(400)
                .contentType("text/plain")
                .body(containsString(words.replace("none of the lab's", "none of the lab")));
    }

    @Test
    void openApi_describesTheCheck() {
        given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/turn/checks'.post.responses.size()", greaterThan(4))
                .body("components.schemas.TurnStage.properties.ms.description", notNullValue())
                .body("components.schemas.TurnFinding.required", org.hamcrest.Matchers.anything());
        when().get("/q/metrics").then().statusCode(200);
        post(request("stun:192.0.2.5")).body("checks", hasSize(1));
    }
}
