package dev.webrtclab.natprobe.probe.rest;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServerDownTest.NobodyThere.class)
class ServerDownTest {
    /** Nobody listens on the discard port. */
    public static class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nat-probe.stun-server", "127.0.0.1:9");
        }
    }

    @Test
    void service_withoutServer_isReadyAndSaysWhatIsMissing() {
        when().get("/api/nat")
                .then()
                .statusCode(200)
                .body("nat.code", equalTo("server-unreachable"))
                .body("mapping.unknown", containsString("127.0.0.1:9"))
                .body("tcp.code", equalTo("connection-refused"))
                .body("observations.outcome", hasItems("silent", "failed"));
        when().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void turnStatus_withoutServer_saysWhatWasTried() {
        when().get("/api/turn/status")
                .then()
                .statusCode(200)
                .body("reachable", equalTo(false))
                .body("why", containsString("no answer from 127.0.0.1:9"));
    }
}
