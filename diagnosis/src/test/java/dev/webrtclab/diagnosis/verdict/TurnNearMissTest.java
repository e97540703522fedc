package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.by;
import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** What a TURN server gave or refused. */
class TurnNearMissTest extends NearMiss {
    static List<Arguments> misses() {
        String relay =
                "{\"type\":\"candidate\",\"candidate\":\"candidate:9 1 udp 1 198.51.100.10 49160 typ relay\",\"candidateType\":\"relay\",\"address\":\"198.51.100.10\",\"port\":49160,\"protocol\":\"udp\",\"relayProtocol\":\"udp\",\"url\":\"turn:198.51.100.10:3478?transport=udp\",\"hidden\":false,\"generation\":1}";
        return List.of(
                miss(
                        "the time in the name is yet to come",
                        "turn-credentials-wrong",
                        Edit.of("turn-credentials-expired")
                                .set(
                                        event("relay"),
                                        "text",
                                        "\"Cannot find credentials of user <1795259999:ab>\"")),
                miss(
                        "the time in the name is over",
                        "turn-credentials-expired",
                        Edit.of("turn-credentials-wrong")
                                .set(
                                        event("relay"),
                                        "text",
                                        "\"Cannot find credentials of user <1795251000:ab>\"")),
                miss(
                        "another transport was accepted",
                        "no-remote-candidates",
                        Edit.of("turn-credentials-wrong").and(30, "browser", BROWSER, relay)),
                miss(
                        "other allocations had room",
                        "no-remote-candidates",
                        Edit.of("turn-quota").and(30, "browser", BROWSER, relay)),
                miss(
                        "another address was permitted",
                        "wrong-advertised-address",
                        Edit.of("turn-permission-denied")
                                .and(
                                        46,
                                        "coturn",
                                        BROWSER,
                                        "{\"type\":\"relay\",\"to\":\"@turn\",\"what\":\"permission\",\"user\":\"5d0a5ce4c1f0\",\"peer\":\"198.51.100.21\"}")),
                miss(
                        "one server gave an address",
                        "no-remote-candidates",
                        Edit.of("turn-unreachable").and(30, "browser", BROWSER, relay)),
                miss(
                        "no report of silence",
                        "no-relay-candidates",
                        Edit.of("turn-unreachable").without(event("candidate_error"))),
                miss(
                        "the server was asked in vain, gathering did not finish",
                        "turn-unreachable",
                        Edit.of("no-relay-candidates")
                                .without(event("state", "value", "complete"))),
                miss(
                        "the page gave up before there was an answer",
                        "relay-without-turn",
                        withoutAnswer("relay-without-turn")),
                miss(
                        "the same, and somebody took all allocations",
                        "turn-quota",
                        withoutAnswer("turn-quota")),
                miss(
                        "the same, and the credentials are refused",
                        "turn-credentials-wrong",
                        withoutAnswer("turn-credentials-wrong--page-only")),
                miss(
                        "direct paths are allowed",
                        "no-remote-candidates",
                        Edit.of("relay-without-turn")
                                .set(event("environment"), "icePolicy", "\"all\"")),
                miss(
                        "it was silent until given up",
                        "turn-unreachable",
                        Edit.of("turn-tls-failed")
                                .set(
                                        event("candidate_error", "text", ""),
                                        "text",
                                        "\"TURN allocate request timed out.\"")),
                miss(
                        "the server is dead",
                        "turn-unreachable",
                        Edit.of("turn-tls-failed")
                                .without(event("stun_received"))
                                .without(event("candidate", "candidateType", "relay"))),
                miss(
                        "a TURN server was offered",
                        "no-answers",
                        Edit.of("turn-absent")
                                .set(
                                        event("environment"),
                                        "iceServers",
                                        "[" + STUN + ",\"turn:198.51.100.10:3478\"]")),
                miss(
                        "the NAT of one end is not known",
                        "no-answers",
                        Edit.of("turn-absent")
                                .without(event("nat_report", "network", "port-restricted"))));
    }

    /** The browser knows that it has nothing to search with before the media peer answered. */
    private static Edit withoutAnswer(String session) {
        return Edit.of(session)
                .notEnded()
                .without(by(PEER))
                .without(event("signal", "signal", "answer"))
                .without(event("signal", "signal", "end-of-candidates"))
                .without(event("description", "side", "remote"))
                .without(event("state", "of", "ice"))
                .without(event("state", "value", "complete"))
                .and(
                        120,
                        "browser",
                        BROWSER,
                        "{\"type\":\"state\",\"of\":\"gathering\",\"value\":\"complete\"}")
                .and(200, "signaling", BROWSER, "{\"type\":\"left\",\"reason\":\"failed\"}");
    }
}
