package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Bad input from outside, while somebody else is in a call that must not notice. */
@OnCompose
@Order(25)
class BadInputIT {
    private static final String SESSIONS = Lab.PAGE + "api/sessions";

    @Test
    void badInput_getsItsDocumentedError_andNobodyElseNotices() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            call.start().awaitPlaying();
            call.watchPictures();
            List<Long> workers = Workers.pids();

            assertProblem(
                    Http.post(SESSIONS, "text/plain", "hello"), 415, "unsupported-media-type");
            assertProblem(Http.post(SESSIONS, "application/json", "{"), 400, "malformed-json");
            assertProblem(
                    Http.post(SESSIONS, "application/json", "{\"type\":\"offer\"}"),
                    400,
                    "invalid-message");
            assertProblem(
                    Http.post(
                            SESSIONS,
                            "application/json",
                            "{\"type\":\"offer\",\"sdp\":\"v=0 %n%n\"}"),
                    422,
                    "description-refused");
            assertProblem(
                    Http.post(
                            SESSIONS, "application/json", "{\"x\":\"" + "a".repeat(66_000) + "\"}"),
                    413,
                    "message-too-large");
            assertProblem(
                    Http.get(Lab.PAGE + "room/" + "a".repeat(40_000)), 414, "address-too-long");
            assertProblem(Http.get(SESSIONS + "/nobody"), 404, "session-unknown");
            assertProblem(Http.get(Lab.PAGE + "api/nothing"), 404, "not-found");

            try (SignalingProbe probe = SignalingProbe.open()) {
                assertThat(probe.ask("{")).contains("malformed-json");
                assertThat(probe.ask("{\"type\":\"fly\"}")).contains("unknown-type");
                assertThat(probe.ask("{\"type\":\"leave\"}")).contains("not-joined");
                assertThat(
                                probe.ask(
                                        "{\"type\":\"join\",\"room_id\":\"bad-input\",\"peer_id\":\"tester\"}"))
                        .contains("welcome");
                assertThat(
                                probe.askUntil(
                                        "{\"type\":\"offer\",\"target\":\"someone\",\"offer\":{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}}",
                                        "error"))
                        .containsAnyOf("peer-unknown", "description-refused");
                assertThat(
                                probe.askUntil(
                                        "{\"type\":\"ice_candidate\",\"candidate\":{\"candidate\":\"candidate:1 1 udp 1 1.2.3.4 5 typ host \\u001b%n\"}}",
                                        "error"))
                        .contains("candidate-refused");
                probe.send("{\"type\":\"join\",\"x\":\"" + "a".repeat(66_000) + "\"}");
                assertThat(probe.closeCode()).isEqualTo(1009);
            }

            call.awaitPlaying();
            assertThat(call.longestGap())
                    .as("longest time without a new picture, ms")
                    .isLessThan(1000);
            assertThat(Workers.pids()).as("no worker died").isEqualTo(workers);
            assertThat(brokenLogLines()).isEmpty();
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Http.parse(response.body()).get("type").asText()).endsWith("#" + slug);
    }

    /** Lines of our services' logs that are not one JSON object. */
    private static List<String> brokenLogLines() {
        return Stream.of("signaling-service", "media-peer-service", "nat-probe-service")
                .flatMap(service -> Lab.compose("ps", "-q", service).lines())
                .flatMap(container -> Lab.docker("logs", container).lines())
                .filter(line -> !line.isBlank() && !isJsonObject(line))
                .toList();
    }

    private static boolean isJsonObject(String line) {
        try {
            return Http.parse(line).isObject();
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
