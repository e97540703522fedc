package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator checks before trusting a container, and what each service must answer. */
@OnCompose
@Order(5)
class HardeningIT {
    static Stream<String> services() {
        return Stream.of(
                "signaling-service", "media-peer-service", "nat-probe-service", "web-ui", "coturn");
    }

    @ParameterizedTest
    @MethodSource("services")
    void container_isReadOnly_unprivileged_andLimited(String service) {
        JsonNode container = Http.parse(Lab.docker("inspect", id(service))).get(0);
        JsonNode host = container.get("HostConfig");

        assertThat(host.get("ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(host.get("Privileged").asBoolean()).isFalse();
        assertThat(host.get("CapDrop").toString()).containsIgnoringCase("ALL");
        assertThat(host.get("SecurityOpt").toString()).contains("no-new-privileges");
        assertThat(host.get("Memory").asLong()).isPositive();
        assertThat(host.get("PidsLimit").asLong()).isPositive();
        assertThat(container.get("Config").get("User").asText()).isNotIn("", "0", "root");
        String status = Lab.docker("exec", id(service), "cat", "/proc/1/status");
        assertThat(status)
                .containsPattern("NoNewPrivs:\\s+1")
                .doesNotContainPattern("Uid:\\s+0\\s");
    }

    @Test
    void filesToShow_areReadOnlyForEveryMediaPeer_alsoInTheNatLab() {
        JsonNode services =
                Http.parse(Lab.compose("--profile", "*", "config", "--format", "json"))
                        .get("services");
        List<JsonNode> mediaPeers =
                StreamSupport.stream(services.spliterator(), false)
                        .filter(
                                each ->
                                        each.path("image")
                                                .asText()
                                                .equals("webrtc-lab/media-peer-service"))
                        .toList();

        assertThat(mediaPeers).hasSizeGreaterThan(1);
        for (JsonNode each : mediaPeers) {
            assertThat(each.at("/environment/MEDIA_PEER_MEDIA_DIR").asText()).isEqualTo("/media");
            assertThat(each.get("volumes"))
                    .filteredOn(volume -> volume.path("target").asText().equals("/media"))
                    .singleElement()
                    .matches(volume -> volume.path("read_only").asBoolean(), "is read-only");
        }
        assertThat(Lab.docker("exec", id("media-peer-service"), "cat", "/proc/mounts"))
                .containsPattern("(?m)^\\S+ /media \\S+ ro,");
    }

    @ParameterizedTest
    @MethodSource("services")
    void secrets_areInNoEnvironment_noCommandLine_andNoLog(String service) {
        List<String> secrets =
                Lab.compose(
                                "exec",
                                "-T",
                                "signaling-service",
                                "sh",
                                "-c",
                                "cat /run/secrets-lab/*/*")
                        .lines()
                        .toList();
        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(30));

        String everything =
                Lab.docker("inspect", id(service))
                        + Lab.docker("logs", id(service))
                        + Lab.docker(
                                "exec",
                                id(service),
                                "sh",
                                "-c",
                                "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
                        + Lab.docker(
                                "history",
                                "--no-trunc",
                                Lab.docker("inspect", "-f", "{{.Image}}", id(service)));
        assertThat(secrets).noneMatch(everything::contains);
    }

    @ParameterizedTest
    @MethodSource("javaServices")
    void service_answersHealthMetricsAndItsApiPages(int port) {
        String base = "http://127.0.0.1:" + port + "/q/";
        assertThat(Http.json(base + "health").get("status").asText()).isEqualTo("UP");
        assertThat(Http.get(base + "metrics").body()).contains("# HELP");
        assertThat(Http.get(base + "openapi").body()).contains("openapi:");
        assertThat(Http.get(base + "swagger-ui/").statusCode()).isEqualTo(200);
    }

    static Stream<Integer> javaServices() {
        return Stream.of(8081, 8082, 8083);
    }

    @Test
    void page_comesWithAStrictContentSecurityPolicy() {
        HttpResponse<String> page = Http.get(Lab.PAGE);
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'self'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(Http.get(Lab.PAGE + "internal/media-peers").statusCode()).isEqualTo(404);
        assertThat(Http.get(Lab.PAGE + "internal/turn-events").statusCode()).isEqualTo(404);
    }

    private static String id(String service) {
        return Lab.compose("ps", "-q", service).lines().findFirst().orElseThrow();
    }
}
