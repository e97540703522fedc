package dev.webrtclab.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.OnNatLab;
import dev.webrtclab.e2e.SessionFile;
import dev.webrtclab.e2e.matrix.LabBrowser;
import dev.webrtclab.e2e.matrix.MatrixApi;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The record of a call is what was on the wire: the media peer's TURN messages and the signaling,
 * each at its time within the error bar that is shown. The engine writes no line about a Binding
 * request to a STUN server, so the record has none: the diagram derives it from its candidate, or
 * names the gap, and that is compared with the wire as it is drawn.
 */
@OnNatLab
@Order(62)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CaptureIT {
    private static final String PAGE = "http://198.51.100.30:443/";
    private static final List<String> SERVERS = List.of("198.51.100.10", "198.51.100.11");
    private static final int SIGNALING_PORT = 8081;

    private static final Compared COMPARED = new Compared();
    private static int turnArrows;
    private static int derivedArrows;

    @BeforeAll
    static void prepare() {
        Capture.build();
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "none, all, direct, none",
        "port-restricted, all, stun, none",
        "none, relay, relay-udp|relay-tcp, none",
        "restricted, all, stun, port-restricted"
    })
    void record_isWhatWasOnTheWire(String network, String policy, String path, String peerNetwork) {
        // On a busy machine ICE may keep a relay that answered first (docs/adr/0010-matrix.md).
        if (!isOnPath(path, compareCall(network, policy, path, peerNetwork))) {
            String again = compareCall(network, policy, path, peerNetwork);
            assertThat(isOnPath(path, again)).as("path %s, not %s", again, path).isTrue();
        }
    }

    private static boolean isOnPath(String path, String kind) {
        return List.of(path.split("\\|")).contains(kind);
    }

    /** Calls, and compares what is recorded with what was on the wire; the kind of path it was. */
    private static String compareCall(
            String network, String policy, String path, String peerNetwork) {
        String peerName = new MatrixApi("http://localhost:8080").mediaPeer(peerNetwork);
        try (LabBrowser browser = LabBrowser.in(network);
                Capture capture = Capture.on(networks(peerNetwork))) {
            Called called = call(browser, peerName, policy, path);
            String session = called.session();
            List<Packet> packets = capture.end();
            JsonNode record = SessionFile.grownNoMore(session);

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
                    "%s %s %s: lab clock minus capture %.3f ± %.3f ms%n",
                    network, policy, peerNetwork, clock.ms(), clock.uncertaintyMs());

            List<Observed> signals = before(until, Observed.signalsOf(record, caller));
            List<Observed> onTheWire =
                    before(until, Observed.signalsOf(packets, clock, SIGNALING_PORT));
            for (String way : List.of("sent", "received")) {
                assertOrder(of(way, signals), of(way, onTheWire));
            }
            compare(signals, onTheWire);
            List<Observed> stun = before(until, Observed.stunOf(record, peer));
            compare(
                    stun,
                    written(
                            before(
                                    until,
                                    Observed.stunOf(packets, clock, addressOf(record), SERVERS))));

            DrawnStun drawn = DrawnStun.of(rows(browser, session), peer, record);
            turnArrows += drawn.assertTurn(record);
            derivedArrows +=
                    drawn.assertBindings(
                            Binding.of(packets, clock, addressOf(record), SERVERS).stream()
                                    .filter(binding -> binding.askedAt() < until)
                                    .toList(),
                            clock);
            return called.path();
        }
    }

    /** A call that has ended, and the kind of path it had. */
    private record Called(String session, String path) {}

    /** A media peer's own network, where its packets have its own address, and those of all. */
    private static String[] networks(String peerNetwork) {
        return peerNetwork.equals("none")
                ? new String[] {"internet", "control"}
                : new String[] {"internet", "control", "nat-" + peerNetwork};
    }

    private static List<DrawnRow> rows(LabBrowser browser, String session) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(30_000);
            return DrawnRow.all(page, PAGE + "sessions/" + session);
        }
    }

    private static Called call(LabBrowser browser, String peer, String policy, String path) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(30_000);
            CallPage call =
                    CallPage.open(page, PAGE).choose("peer", peer).choose("ice-policy", policy);
            call.start().awaitPlaying().comesTo(path.split("\\|"));
            String kind = call.selectedPath();
            String session = (String) page.evaluate("() => window.webrtcLab.session");
            call.stop();
            // A function of the page that is asynchronous would not be waited for.
            page.waitForCondition(() -> hasEnded(page, session));
            return new Called(session, kind);
        }
    }

    private static boolean hasEnded(Page page, String session) {
        return (Boolean)
                page.evaluate(
                        "async id => (await (await fetch('/api/sessions/' + id)).json()).endedAt !== undefined",
                        session);
    }

    /** Without what the engine writes no line about. */
    private static List<Observed> written(List<Observed> messages) {
        return messages.stream().filter(message -> !message.what().contains(" binding ")).toList();
    }

    /** Signals of one direction: the service orders what comes from one end, not both ends. */
    private static List<Observed> of(String way, List<Observed> messages) {
        return messages.stream().filter(message -> message.what().startsWith(way)).toList();
    }

    /** Same messages in the same order. */
    private static void assertOrder(List<Observed> recorded, List<Observed> captured) {
        assertThat(recorded.stream().map(Observed::what))
                .isNotEmpty()
                .containsExactlyElementsOf(captured.stream().map(Observed::what).toList());
    }

    /** What the record orders has that order on the wire when its times are within their bars. */
    @Test
    @Order(2)
    void times_areWithinTheirErrorBars_forNineOfTenMessages() {
        assertThat(COMPARED.late()).hasSizeLessThanOrEqualTo(COMPARED.messages() / 10);
    }

    /**
     * A call whose path is found at once ends the gathering of the engine before it asks a server.
     */
    @Test
    @Order(3)
    void callsTogether_hadArrowsOfEachKind() {
        assertThat(turnArrows).isPositive();
        assertThat(derivedArrows).isPositive();
    }

    /** Same messages; how far their times are apart is kept. */
    private static void compare(List<Observed> recorded, List<Observed> captured) {
        assertThat(recorded.stream().map(Observed::what))
                .containsExactlyInAnyOrderElementsOf(
                        captured.stream().map(Observed::what).toList());
        COMPARED.add(recorded, captured);
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
