package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.by;
import static dev.webrtclab.diagnosis.verdict.Edit.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.diagnosis.path.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer-reflexive end of the selected pair counts as, and what leaves it as it is. */
class PairEndsTest {
    private static final String BROWSER = "p-browser";
    private static final String PEER = "p-media";
    private static final Predicate<JsonNode> PAGE = event("environment").and(by(BROWSER));
    private static final Predicate<JsonNode> BROWSERS = event("selected_pair").and(by(BROWSER));
    private static final Predicate<JsonNode> PEERS = event("selected_pair").and(by(PEER));
    private static final Predicate<JsonNode> HOST =
            event("candidate", "candidateType", "host").and(by(BROWSER));

    private static final Predicate<JsonNode> GATHERED =
            event("state", "value", "complete").and(by(BROWSER));

    /** A page on localhost whose browser is seen at an address of its own that it did not list. */
    private static Edit otherInterface() {
        return Edit.of("connected-direct--other-interface");
    }

    private static Edit shown(Edit edit) {
        return edit.set(HOST, "hidden", "false").set(HOST, "address", "\"192.168.1.5\"");
    }

    private static Edit natReport(Edit edit, String nat) {
        return edit.and(
                160,
                "nat-probe",
                PEER,
                "{\"type\":\"nat_report\",\"from\":\"@nat-probe\",\"to\":\"p-media\",\"nat\":\"%s\"}"
                        .formatted(nat));
    }

    /** The peer was learnt from its own checks, and the browser hides its address. */
    private static Edit browserAlone() {
        return Edit.of("connected-direct")
                .without(PEERS)
                .set(BROWSERS, "remote", null)
                .set(BROWSERS, "remoteType", "\"prflx\"");
    }

    static List<Arguments> ends() {
        return List.of(
                Arguments.of(
                        "a hidden browser on its own port, page on localhost",
                        "connected-direct other-interface-same-port",
                        otherInterface()),
                Arguments.of(
                        "a browser that shows its addresses, on its own port",
                        "connected-direct other-interface-same-port",
                        shown(otherInterface())),
                Arguments.of(
                        "a hidden browser on another port",
                        "connected-direct other-interface-hidden",
                        otherInterface().set(PEERS, "remote", "\"198.51.100.1:61000\"")),
                Arguments.of(
                        "a hidden browser on a port that nobody tells",
                        "connected-direct other-interface-hidden",
                        otherInterface().set(PEERS, "remote", null)),
                Arguments.of(
                        "one of its host candidates is not hidden, and the port is another",
                        "connected-stun",
                        shown(otherInterface()).set(PEERS, "remote", "\"198.51.100.1:61000\"")),
                Arguments.of(
                        "the port is that of another protocol",
                        "connected-stun",
                        shown(otherInterface()).set(HOST, "protocol", "\"tcp\"")),
                Arguments.of(
                        "it ended gathering without a host candidate",
                        "connected-direct other-interface-untold",
                        otherInterface().without(HOST)),
                Arguments.of(
                        "it ended gathering without a host candidate, page opened elsewhere",
                        "connected-stun",
                        otherInterface().without(HOST).set(PAGE, "originKind", "\"private\"")),
                Arguments.of(
                        "the page was opened elsewhere in a private network",
                        "connected-stun",
                        otherInterface().set(PAGE, "originKind", "\"private\"")),
                Arguments.of(
                        "the page was opened in the NAT lab",
                        "connected-stun",
                        otherInterface().set(PAGE, "originKind", "\"public\"")),
                Arguments.of(
                        "nobody told where the page was opened",
                        "connected-stun",
                        otherInterface().without(PAGE)),
                Arguments.of(
                        "a browser on localhost that told of no host candidate yet",
                        "connected-path-unknown",
                        otherInterface().without(HOST).without(GATHERED)),
                Arguments.of(
                        "the same, and the media peer's address is from STUN",
                        "connected-stun",
                        natReport(otherInterface(), "present")
                                .without(HOST)
                                .without(GATHERED)
                                .set(PEERS, "localType", "\"srflx\"")),
                Arguments.of(
                        "the same, and nothing of the media peer",
                        "connected-path-unknown",
                        otherInterface().without(HOST).without(GATHERED).without(PEERS)),
                Arguments.of(
                        "the browser found its address by STUN",
                        "connected-stun",
                        otherInterface().set(BROWSERS, "localType", "\"srflx\"")),
                Arguments.of(
                        "the browser is relayed",
                        "connected-relay-udp",
                        otherInterface().set(BROWSERS, "relayProtocol", "\"udp\"")),
                Arguments.of(
                        "the peer is relayed",
                        "connected-relay-tcp",
                        otherInterface()
                                .set(PEERS, "localType", "\"relay\"")
                                .set(PEERS, "relayProtocol", "\"tcp\"")),
                Arguments.of(
                        "the media peer is behind a NAT and found its address by STUN",
                        "connected-stun",
                        natReport(otherInterface(), "present")
                                .set(PEERS, "localType", "\"srflx\"")
                                .set(BROWSERS, "remoteType", "\"srflx\"")),
                Arguments.of(
                        "the media peer is behind a NAT that the checks found",
                        "connected-stun",
                        natReport(otherInterface(), "present")
                                .set(PEERS, "localType", "\"prflx\"")
                                .set(BROWSERS, "remoteType", "\"prflx\"")),
                Arguments.of(
                        "the media peer has another interface, as there is no NAT",
                        "connected-direct other-interface-same-port no-nat-before",
                        natReport(otherInterface(), "none")
                                .set(PEERS, "localType", "\"prflx\"")
                                .set(BROWSERS, "remoteType", "\"prflx\"")),
                Arguments.of(
                        "without a NAT, but the browser has the media peer's address from STUN",
                        "connected-stun",
                        natReport(otherInterface(), "none")
                                .set(PEERS, "localType", "\"prflx\"")
                                .set(BROWSERS, "remoteType", "\"srflx\"")),
                Arguments.of(
                        "only the browser tells",
                        "connected-direct other-interface-hidden",
                        otherInterface().without(PEERS)),
                Arguments.of(
                        "only the media peer tells",
                        "connected-direct other-interface-same-port",
                        otherInterface().without(BROWSERS)),
                Arguments.of(
                        "only the media peer tells, and the page was opened elsewhere",
                        "connected-path-unknown",
                        otherInterface().without(BROWSERS).set(PAGE, "originKind", "\"private\"")));
    }

    static List<Arguments> remoteEnds() {
        return List.of(
                Arguments.of("nothing tells of the peer", "connected-path-unknown", browserAlone()),
                Arguments.of(
                        "the peer has no NAT",
                        "connected-direct no-nat-before",
                        natReport(browserAlone(), "none")),
                Arguments.of(
                        "the peer has a NAT",
                        "connected-path-unknown",
                        natReport(browserAlone(), "present")),
                Arguments.of(
                        "the peer has no NAT, but a relay, and its port is not told",
                        "connected-path-unknown",
                        natReport(browserAlone(), "none")
                                .and(161, "media-peer", PEER, candidate("relay"))),
                Arguments.of(
                        "the peer announced a host on that port",
                        "connected-direct announced-on-same-port",
                        browserAlone().set(BROWSERS, "remote", "\"198.51.100.21:50010\"")),
                Arguments.of(
                        "on that port, but a NAT that may keep ports lies before it",
                        "connected-path-unknown",
                        natReport(browserAlone(), "present")
                                .set(BROWSERS, "remote", "\"198.51.100.21:50010\"")),
                Arguments.of(
                        "on that port, but at another address",
                        "connected-path-unknown",
                        browserAlone().set(BROWSERS, "remote", "\"203.0.113.9:50010\"")),
                Arguments.of(
                        "a host and a relay share that port",
                        "connected-path-unknown",
                        browserAlone()
                                .set(BROWSERS, "remote", "\"198.51.100.21:50010\"")
                                .and(161, "signaling", PEER, announced("relay"))),
                Arguments.of(
                        "a host and a mapped address share that port",
                        "connected-path-unknown",
                        browserAlone()
                                .set(BROWSERS, "remote", "\"198.51.100.21:50010\"")
                                .and(161, "signaling", PEER, announced("srflx"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"ends", "remoteEnds"})
    void prflx_countsAs(String what, String expected, Edit edit) {
        Verdict verdict = edit.verdict();
        List<String> derived =
                verdict.reasons().stream()
                        .map(Remark::code)
                        .filter(code -> !code.startsWith("selected-as-seen"))
                        .toList();
        String said =
                String.join(
                        " ",
                        Stream.concat(Stream.of(verdict.code().word()), derived.stream()).toList());
        assertThat(said).as(verdict.toString()).isEqualTo(expected);
    }

    @Test
    void hostCandidates_areMissing_whileTheyMayCome() {
        assertThat(otherInterface().without(HOST).without(GATHERED).verdict().missing())
                .extracting(Remark::code)
                .containsExactly("host-candidates");
        assertThat(otherInterface().without(HOST).verdict().missing()).isEmpty();
    }

    @Test
    void derivedReason_namesWhatItIsFrom_andThatItIsDerived() {
        Verdict verdict = otherInterface().verdict();
        Remark reason =
                verdict.reasons().stream()
                        .filter(remark -> remark.code().equals("other-interface-same-port"))
                        .findFirst()
                        .orElseThrow();
        assertThat(reason.events())
                .as("environment, own host candidate, selected pair of both ends")
                .containsExactly(1, 10, 24, 25);
        assertThat(reason.text().en()).startsWith("The browser is seen").contains("Derived");
        assertThat(reason.text().nl()).startsWith("De browser is gezien").contains("afgeleid");
        assertThat(verdict.path()).isEqualTo(Path.DIRECT);
    }

    private static String candidate(String type) {
        return "{\"type\":\"candidate\",\"candidate\":\"candidate:1 1 udp 1 198.51.100.10 49200 typ %s\",\"candidateType\":\"%s\",\"address\":\"198.51.100.10\",\"port\":49200,\"protocol\":\"udp\",\"hidden\":false,\"generation\":1}"
                .formatted(type, type);
    }

    private static String announced(String type) {
        return "{\"type\":\"signal\",\"to\":\"p-browser\",\"signal\":\"candidate\",\"bytes\":90,\"forwardedAt\":1795251600161.0,\"candidate\":\"candidate:1 1 udp 1 198.51.100.21 50010 typ %s\"}"
                .formatted(type);
    }
}
