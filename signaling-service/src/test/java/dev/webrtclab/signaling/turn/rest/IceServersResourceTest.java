package dev.webrtclab.signaling.turn.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IceServersResourceTest {
    private static final String SECRET = "north-of-the-test-secret";

    private static JsonPath ask(String host, String forwardedHost) {
        var request = given().header("Host", host);
        if (!forwardedHost.isEmpty()) {
            request.header("X-Forwarded-Host", forwardedHost);
        }
        return request.get("/api/ice-servers")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, '', 127.0.0.1",
        "signaling-service:8081, lab.example:8443, lab.example",
        "192.0.2.7, '', 192.0.2.7",
        "[2001:db8::7]:8080, '', [2001:db8::7]"
    })
    void servers_areNamedByTheHostOfThePage(String host, String forwarded, String named) {
        JsonPath body = ask(host, forwarded);

        assertThat(body.getList("iceServers[0].urls")).containsExactly("stun:" + named + ":3478");
        assertThat(body.getList("iceServers[1].urls"))
                .containsExactly(
                        "turn:" + named + ":3478?transport=udp",
                        "turn:" + named + ":3478?transport=tcp");
        assertThat(body.getBoolean("turn.available")).isTrue();
    }

    @Test
    void credential_isTheOneCoturnExpects_forTenMinutesAtMost() throws Exception {
        JsonPath body = ask("localhost", "");
        String username = body.getString("iceServers[1].username");

        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA1"));
        assertThat(body.getString("iceServers[1].credential"))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes())));
        long expiry = Long.parseLong(username.substring(0, username.indexOf(':')));
        assertThat(expiry - Instant.now().getEpochSecond()).isBetween(590L, 600L);
        assertThat(body.getLong("ttlSeconds")).isEqualTo(600);
        assertThat(Instant.parse(body.getString("expiresAt")).getEpochSecond()).isEqualTo(expiry);
        assertThat(ask("localhost", "").getString("iceServers[1].username").split(":")[1])
                .isNotEqualTo(username.split(":")[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/x?y", "a b", "user@host", "host%0d%0a", "[::1", "-"})
    void hostileHost_isAProblem(String host) {
        given().header("X-Forwarded-Host", host)
                .get("/api/ice-servers")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/problems.md#invalid-message"));
    }

    @Test
    void oneSource_thatAsksWithoutEnd_isLimited() {
        var statuses =
                IntStream.range(0, 400)
                        .mapToObj(
                                i ->
                                        given().header("X-Forwarded-For", "10.0.0.1, 203.0.113.9")
                                                .get("/api/ice-servers")
                                                .statusCode())
                        .toList();
        assertThat(statuses).contains(429);
        given().header("X-Forwarded-For", "203.0.113.10")
                .get("/api/ice-servers")
                .then()
                .statusCode(200);
    }
}
