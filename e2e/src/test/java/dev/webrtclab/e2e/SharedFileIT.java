package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session can be handed to a stranger: the file tells everything but addresses and secrets. */
@OnCompose
@Order(14)
class SharedFileIT {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern LOCAL_NAME = Pattern.compile("[0-9a-f-]{36}\\.local");
    private static final String ROW = "[data-testid=sequence-table] tbody tr";
    private static final Pattern ICE_PWD = Pattern.compile("a=ice-pwd:(\\S{22,})");

    @ParameterizedTest
    @ValueSource(strings = {"all", "relay"})
    void sharedFile_hasNoAddressAndNoSecret_andGivesTheSamePictureAndVerdict(String policy) {
        try (Chromium chromium = Chromium.launch()) {
            Page page = chromium.newPage(new Browser.NewContextOptions());
            List<String> frames = framesOf(page);
            List<String> credentials = credentialsOf(page);
            CallPage call = CallPage.open(page);
            call.choose("ice-policy", policy).start().awaitPlaying();
            String id = String.valueOf(page.evaluate("() => window.webrtcLab.session"));
            awaitEvent(page, id, "media");
            call.selectedPath();
            call.stop();
            // ICE may have moved to another path up to the stop.
            String path = call.selectedPath();
            page.waitForCondition(() -> isOver(file(id, "real")));

            JsonNode real = SessionFile.grownNoMore(id);
            JsonNode shared = file(id, "pseudonyms");
            Set<String> secrets = secrets(frames, credentials);
            assertThat(secrets).as("passwords of both ends, TURN credential").hasSizeGreaterThan(2);
            assertThat(real.toString()).doesNotContain(secrets);
            assertThat(shared.toString()).doesNotContain(secrets);
            assertThat(addresses(real)).hasSizeGreaterThan(1);
            assertThat(shared.toString()).doesNotContain(addresses(real));

            String copy = keep(shared);
            assertThat(file(copy, "real").path("events")).isEqualTo(shared.path("events"));
            assertThat(essence(verdict(copy))).isEqualTo(essence(verdict(id)));
            assertThat(verdict(id).path("code").asText())
                    .matches(
                            policy.equals("all")
                                    ? "connected-" + path
                                    : "connected-relay-(udp|tcp)");
            assertThat(picture(page, copy)).hasSizeGreaterThan(20).isEqualTo(picture(page, id));
        }
    }

    @Test
    void tenMinutes_fitIntoFiveMegabytes() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            call.start().awaitPlaying();
            Page page = call.page();
            String id = String.valueOf(page.evaluate("() => window.webrtcLab.session"));
            JsonNode early = afterSecondsOfMedia(page, id, 2);
            JsonNode later = afterSecondsOfMedia(page, id, 12);
            double seconds = lastAt(later) - lastAt(early);
            double perSecond =
                    (later.toString().length() - early.toString().length()) / (seconds / 1000);
            double tenMinutes = early.toString().length() + perSecond * 600;
            System.out.printf(
                    "session file: %d bytes at first, %.0f per second, %.2f MB in ten minutes%n",
                    early.toString().length(), perSecond, tenMinutes / 1e6);
            assertThat(tenMinutes).isBetween(10_000.0, 5e6);
        }
    }

    /** The call ended, and the relay has told the end of each allocation. */
    private static boolean isOver(JsonNode file) {
        List<String> relayed = file.path("events").findValuesAsText("what");
        return file.has("endedAt")
                && Collections.frequency(relayed, "closed")
                        >= Collections.frequency(relayed, "allocated");
    }

    private static JsonNode afterSecondsOfMedia(Page page, String id, int seconds) {
        page.waitForCondition(
                () ->
                        file(id, "real").path("events").findValuesAsText("type").stream()
                                        .filter("media"::equals)
                                        .count()
                                >= 2L * seconds,
                new Page.WaitForConditionOptions().setTimeout(60_000));
        return file(id, "real");
    }

    private static double lastAt(JsonNode file) {
        double last = 0;
        for (JsonNode event : file.path("events")) {
            last = Math.max(last, event.path("at").asDouble());
        }
        return last;
    }

    /** What diagram and topology of a session show, without addresses. */
    private static List<String> picture(Page page, String id) {
        page.navigate(Lab.PAGE + "sessions/" + id);
        Locator topology = page.getByTestId("topology");
        topology.waitFor();
        List<String> shown = new ArrayList<>();
        shown.add(topology.getAttribute("data-routes"));
        shown.addAll(
                attributes(
                        page,
                        "[data-testid=topology-routes] tbody tr",
                        "data-route",
                        "data-state"));
        shown.addAll(
                attributes(
                        page,
                        "[data-testid=topology-pairs] tbody tr",
                        "data-state",
                        "data-answer"));
        page.getByTestId("sequence-as-table").check();
        page.locator(ROW).first().waitFor();
        Locator later = page.getByTestId("sequence-later");
        while (true) {
            shown.addAll(
                    attributes(
                            page,
                            "[data-testid=sequence-table] tbody tr",
                            "data-kind",
                            "data-source",
                            "data-flag"));
            if (later.count() == 0 || later.isDisabled()) {
                return shown;
            }
            String first = page.locator(ROW).first().textContent();
            later.click();
            page.waitForFunction(
                    "([row, was]) => document.querySelector(row).textContent !== was",
                    List.of(ROW, first));
        }
    }

    /** Of each row: these attributes, the times, and the numbers of its events. */
    private static List<String> attributes(Page page, String rows, String... names) {
        List<String> found = new ArrayList<>();
        for (Object row :
                (List<?>)
                        page.evaluate(
                                "([rows, names]) => [...document.querySelectorAll(rows)].map(row =>"
                                        + " [...names.map(name => row.getAttribute(name)),"
                                        + " ...[...row.querySelectorAll('[data-fact=\"sequence.time\"], [data-fact=\"sequence.events\"]')]"
                                        + ".map(cell => cell.textContent.trim())].join(' '))",
                                List.of(rows, List.of(names)))) {
            found.add(String.valueOf(row));
        }
        return found;
    }

    private static List<String> framesOf(Page page) {
        List<String> frames = new ArrayList<>();
        page.onWebSocket(
                (WebSocket socket) -> {
                    socket.onFrameSent(frame -> frames.add(String.valueOf(frame.text())));
                    socket.onFrameReceived(frame -> frames.add(String.valueOf(frame.text())));
                });
        return frames;
    }

    private static List<String> credentialsOf(Page page) {
        List<String> found = new ArrayList<>();
        page.onResponse(
                response -> {
                    if (response.url().endsWith("/api/ice-servers")) {
                        Http.parse(response.text())
                                .findValuesAsText("credential")
                                .forEach(found::add);
                    }
                });
        return found;
    }

    private static Set<String> secrets(List<String> frames, List<String> credentials) {
        Set<String> secrets = new TreeSet<>(credentials);
        for (String frame : frames) {
            // inside JSON a line ends with an escape
            ICE_PWD.matcher(frame.replace("\\r", " ").replace("\\n", " "))
                    .results()
                    .forEach(found -> secrets.add(found.group(1)));
        }
        return secrets;
    }

    private static Set<String> addresses(JsonNode file) {
        Set<String> found = new TreeSet<>();
        for (Pattern pattern : List.of(IPV4, LOCAL_NAME)) {
            pattern.matcher(file.toString()).results().map(MatchResult::group).forEach(found::add);
        }
        found.removeIf(address -> address.startsWith("127.") || address.startsWith("0."));
        return found;
    }

    private static void awaitEvent(Page page, String id, String type) {
        page.waitForCondition(
                () -> file(id, "real").path("events").findValuesAsText("type").contains(type),
                new Page.WaitForConditionOptions().setTimeout(30_000));
    }

    private static JsonNode file(String id, String addresses) {
        return Http.json(Lab.PAGE + "api/sessions/" + id + "?addresses=" + addresses);
    }

    private static JsonNode verdict(String id) {
        return Http.json(Lab.PAGE + "api/sessions/" + id + "/verdict");
    }

    /** What a verdict says, apart from the addresses in its words. */
    private static List<String> essence(JsonNode verdict) {
        List<String> essence = new ArrayList<>();
        essence.add(verdict.path("code").asText() + " " + verdict.path("path").asText());
        verdict.path("stages")
                .forEach(
                        stage ->
                                essence.add(
                                        stage.path("stage").asText()
                                                + " "
                                                + stage.path("result").asText()
                                                + " "
                                                + stage.path("events")));
        for (String part : List.of("reasons", "next", "missing")) {
            verdict.path(part)
                    .forEach(
                            point ->
                                    essence.add(
                                            point.path("code").asText()
                                                    + " "
                                                    + point.path("events")));
        }
        return essence;
    }

    private static String keep(JsonNode file) {
        return Http.parse(
                        Http.post(
                                        Lab.PAGE + "api/sessions/imports",
                                        "application/json",
                                        file.toString())
                                .body())
                .path("id")
                .asText();
    }
}
