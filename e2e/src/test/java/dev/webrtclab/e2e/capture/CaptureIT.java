package dev.webrtclab.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.OnNatLab;
import dev.webrtclab.e2e.matrix.LabBrowser;
import dev.webrtclab.e2e.matrix.MatrixApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The record of a call is what was on the wire: the media peer's STUN and TURN messages and the
 * signaling, the same messages in the same order, at times within the error bars that are shown.
 */
@OnNatLab
@Order(62)
class CaptureIT {
    private static final String PAGE = "http://198.51.100.30:443/";
    private static final List<String> SERVERS = List.of("198.51.100.10", "198.51.100.11");
    private static final int SIGNALING_PORT = 8081;

    @BeforeAll
    static void prepare() {
        Capture.build();
    }

    @ParameterizedTest
    @CsvSource({"none, all, direct", "port-restricted, all, stun", "none, relay, relay-udp"})
    void record_isWhatWasOnTheWire(String network, String policy, String path) {
        String peerName = new MatrixApi("http://localhost:8080").mediaPeer("none");
        try (LabBrowser browser = LabBrowser.in(network);
                Capture capture = Capture.on("internet", "control")) {
            String session = call(browser, peerName, policy, path);
            List<Packet> packets = capture.end();
            JsonNode record = Http.json(Lab.PAGE + "api/sessions/" + session + "?addresses=real");

            String caller = participant(record, "browser");
            String peer = participant(record, "media-peer");
            ClockOffset clock =
                    ClockOffset.of(
                            packets.stream()
                                    .filter(Packet.Text.class::isInstance)
                                    .map(Packet.Text.class::cast)
                                    .filter(CaptureIT::isAtTheService)
                                    .toList());
            double until = leaving(record);
            System.out.printf(
                    "%s %s: lab clock minus capture %.3f ± %.3f ms%n",
                    network, policy, clock.ms(), clock.uncertaintyMs());

            assertEqual(
                    before(until, Observed.signalsOf(record, caller)),
                    before(until, Observed.signalsOf(packets, clock, SIGNALING_PORT)));
            List<Observed> stun = before(until, Observed.stunOf(record, peer));
            assertThat(stun).as("STUN and TURN messages of the media peer").isNotEmpty();
            assertEqual(
                    stun,
                    before(until, Observed.stunOf(packets, clock, addressOf(record), SERVERS)));
        }
    }

    private static String call(LabBrowser browser, String peer, String policy, String path) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(30_000);
            CallPage call =
                    CallPage.open(page, PAGE).choose("peer", peer).choose("ice-policy", policy);
            call.start().awaitPlaying().awaitPath(path);
            String session = (String) page.evaluate("() => window.webrtcLab.session");
            call.stop();
            page.waitForFunction(
                    "async id => (await (await fetch('/api/sessions/' + id)).json()).endedAt !== undefined",
                    session);
            return session;
        }
    }

    /** Same messages in the same order, each as late as its error bar and the clock's allow. */
    private static void assertEqual(List<Observed> recorded, List<Observed> captured) {
        assertThat(recorded.stream().map(Observed::what))
                .containsExactlyElementsOf(captured.stream().map(Observed::what).toList());
        List<String> late = new ArrayList<>();
        double most = 0;
        for (int i = 0; i < recorded.size(); i++) {
            double apart = recorded.get(i).at() - captured.get(i).at();
            double bar = recorded.get(i).uncertaintyMs() + captured.get(i).uncertaintyMs();
            most = Math.max(most, Math.abs(apart));
            if (Math.abs(apart) > bar) {
                late.add(
                        "%s: %.3f ms apart, error bar ± %.3f ms"
                                .formatted(recorded.get(i).what(), apart, bar));
            }
        }
        System.out.printf("  %d messages, at most %.3f ms apart%n", recorded.size(), most);
        assertThat(late).isEmpty();
    }

    private static boolean isAtTheService(Packet.Text text) {
        return text.to().port() == SIGNALING_PORT || text.from().port() == SIGNALING_PORT;
    }

    /** When the browser left; what follows is the end of both, not the call. */
    private static double leaving(JsonNode record) {
        return events(record)
                .filter(event -> event.path("type").asText().equals("left"))
                .mapToDouble(event -> event.path("at").asDouble())
                .min()
                .orElseThrow();
    }

    private static List<Observed> before(double moment, List<Observed> messages) {
        return messages.stream().filter(message -> message.at() < moment).toList();
    }

    private static String participant(JsonNode record, String role) {
        return StreamSupport.stream(record.path("participants").spliterator(), false)
                .filter(participant -> participant.path("role").asText().equals(role))
                .map(participant -> participant.path("peerId").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Address of the media peer: of its own host candidate, which no NAT changed. */
    private static String addressOf(JsonNode record) {
        String peer = participant(record, "media-peer");
        return events(record)
                .filter(event -> event.path("type").asText().equals("signal"))
                .filter(event -> event.path("from").asText().equals(peer))
                .map(event -> event.path("candidate").asText().split(" "))
                .filter(words -> words.length > 7 && words[7].equals("host"))
                .map(words -> words[4])
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<JsonNode> events(JsonNode record) {
        return StreamSupport.stream(record.path("events").spliterator(), false);
    }
}
