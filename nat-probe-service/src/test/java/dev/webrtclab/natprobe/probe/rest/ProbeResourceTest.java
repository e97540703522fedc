package dev.webrtclab.natprobe.probe.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ScriptedServerResource.class)
class ProbeResourceTest {
    @Test
    void get_givesTheWholeReport() {
        when().get("/api/nat")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("vantage", equalTo("a test machine"))
                .body("at", notNullValue())
                .body("family", equalTo("ipv4"))
                .body("localAddress", matchesPattern("127\\.0\\.0\\.1:\\d+"))
                .body("mappedAddress", matchesPattern("198\\.51\\.100\\.77:\\d+"))
                .body("nat", equalTo("present"))
                .body("mapping", equalTo("endpoint-independent"))
                .body("filtering", equalTo("endpoint-independent"))
                .body("portPreservation", equalTo("changed"))
                .body("udp", equalTo("reachable"))
                .body("tcp", equalTo("reachable"))
                .body("findings.code", hasItems("nat-present", "gloss-full-cone", "ports-changed"))
                .body("findings[0].text", containsString("NAT in between"))
                .body(
                        "observations.question",
                        hasItems("mapping-primary", "filtering-address", "tcp"))
                .body("observations.findAll { it.outcome == 'answered' }.rttMs", notNullValue());
    }

    @Test
    void post_runsAProbeOfItsOwn() {
        String before = when().get("/api/nat").path("at");

        String at =
                given().contentType(ContentType.JSON)
                        .body("{}")
                        .post("/api/nat/probes")
                        .then()
                        .statusCode(201)
                        .header("Location", endsWith("/api/nat?family=ipv4"))
                        .extract()
                        .path("at");

        assertThat(at).isNotEqualTo(before);
    }

    @Test
    void post_withoutBody_probesIpv4() {
        given().noContentType()
                .post("/api/nat/probes")
                .then()
                .statusCode(201)
                .body("family", equalTo("ipv4"));
    }

    @Test
    void post_ofTheFamilyWithoutServer_reportsUnknownAndWhatWouldDecide() {
        given().contentType(ContentType.JSON)
                .body("{\"family\":\"ipv6\"}")
                .post("/api/nat/probes")
                .then()
                .statusCode(201)
                .body("family", equalTo("ipv6"))
                .body(
                        "nat.unknown",
                        equalTo("No STUN server of this address family is configured."))
                .body("nat.code", equalTo("family-not-configured"))
                .body("nat.decidedBy", containsString("nat-probe.stun-server-ipv6"))
                .body("observations", hasSize(0));
    }

    @Test
    void stream_sendsEachObservationAndAtLastTheReport() {
        String events =
                when().get("/api/nat/probes/stream").then().statusCode(200).extract().asString();

        assertThat(events).contains("event:observation", "mapping-primary", "event:report");
        assertThat(events.indexOf("event:report"))
                .isGreaterThan(events.lastIndexOf("event:observation"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {            | 400 | malformed-json",
                "application/json | {\"family\": | 400 | malformed-json",
                "application/json | []           | 400 | invalid-message",
                "application/json | \"ipv4\"     | 400 | invalid-message",
                "application/json | {\"family\":{}} | 400 | invalid-message",
                "application/json | {\"family\":\"ipx\"} | 400 | invalid-message",
                "text/plain       | {}           | 415 | unsupported-media-type",
                "application/xml  | <a/>         | 415 | unsupported-media-type"
            })
    void post_ofBadInput_getsItsProblem(String contentType, String body, int status, String slug) {
        given().config(
                        io.restassured.RestAssured.config()
                                .encoderConfig(
                                        io.restassured.config.EncoderConfig.encoderConfig()
                                                .appendDefaultContentCharsetToContentTypeIfUndefined(
                                                        false)))
                .header("Content-Type", contentType)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/nat/probes")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#" + slug))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("traceId", matchesPattern("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404, not-found",
        "GET, /nothing, 404, not-found",
        "DELETE, /api/nat, 405, method-not-allowed",
        "GET, /api/nat?family=ipx, 400, invalid-message"
    })
    void request_ofWhatIsNotThere_getsItsProblem(
            String method, String path, int status, String slug) {
        given().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#" + slug))
                .body("traceId", equalTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void lifetime_isMeasuredOnlyWhenAskedTo_andOneFamilyAtATime() {
        when().get("/api/nat/lifetime?family=ipv6")
                .then()
                .statusCode(200)
                .body("state", equalTo("idle"))
                .body("limitSeconds", equalTo(600.0f));
        when().get("/api/nat?family=ipv6")
                .then()
                .body("mappingLifetime.code", equalTo("lifetime-not-measured"));

        given().noContentType()
                .post("/api/nat/lifetime-probes")
                .then()
                .statusCode(202)
                .body("family", equalTo("ipv4"))
                .body("startedAt", notNullValue());
        when().get("/api/nat/lifetime").then().statusCode(200).body("family", equalTo("ipv4"));
        given().contentType(ContentType.JSON)
                .body("{\"family\":\"ipx\"}")
                .post("/api/nat/lifetime-probes")
                .then()
                .statusCode(400);
    }

    @Test
    void turnStatus_showsTheLatestCheck() {
        when().get("/api/turn/status")
                .then()
                .statusCode(200)
                .body("reachable", equalTo(true))
                .body("transport", equalTo("udp"))
                .body("rttMs", notNullValue())
                .body("at", notNullValue());
    }

    @Test
    void operations_haveHealthMetricsAndApiPages() {
        when().get("/api/nat").then().statusCode(200);
        when().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(
                        allOf(
                                containsString("natprobe_probe_runs_total"),
                                containsString("natprobe_probe_duration_seconds_bucket"),
                                containsString("natprobe_verdict{"),
                                containsString("natprobe_stun_server_reachable")));
        when().get("/q/swagger-ui/").then().statusCode(200);
        given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/nat'.get.summary", notNullValue())
                .body("components.schemas.NatReport.properties.mapping.description", notNullValue())
                .body("components.schemas.NatReport.properties.vantage.examples", notNullValue())
                .body("components.schemas.Unknown.properties.decidedBy", notNullValue());
    }
}
