package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.by;
import static dev.webrtclab.diagnosis.verdict.Edit.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing in a sample is otherwise, and the verdict is another one. */
class NearMissTest {
    private static final String BROWSER = "p-browser";
    private static final String PEER = "p-media";
    private static final String STUN = "\"stun:198.51.100.10:3478\"";

    static List<Arguments> signaling() {
        return List.of(
                miss(
                        "an offer had passed",
                        "connecting",
                        Edit.of("connecting")
                                .and(
                                        50,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"signaling_link\",\"value\":\"closed\"}")),
                miss(
                        "the link came back",
                        "connecting",
                        Edit.of("signaling-unreachable")
                                .and(
                                        60,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"signaling_link\",\"value\":\"resumed\"}")),
                miss("an offer was passed on to it", "no-answer", Edit.of("no-answer--lost")),
                miss("the offer is fresh", "connecting", Edit.of("no-answer").notEnded()),
                miss(
                        "the user stopped early",
                        "ended",
                        Edit.of("no-answer--lost")
                                .set(event("left"), "reason", "\"stopped\"")
                                .set(event("left"), "from", "\"p-browser\"")
                                .set(event("left"), "source", source("signaling", BROWSER))),
                miss(
                        "the answer was accepted",
                        "ended",
                        Edit.of("bad-answer")
                                .set(event("description", "side", "remote"), "accepted", "true")
                                .set(event("description", "side", "remote"), "problem", null)),
                miss(
                        "video was not rejected",
                        "no-remote-candidates",
                        Edit.of("codec-mismatch")
                                .set(
                                        event("description", "sdpType", "answer"),
                                        "media",
                                        "[{\"kind\":\"video\",\"direction\":\"sendonly\",\"codecs\":[\"VP8\"],\"rejected\":false}]")),
                miss(
                        "another hash function of the certificate",
                        "dtls-blocked",
                        Edit.of("fingerprint-mismatch")
                                .set(
                                        event("description", "fingerprint", "sha-256 00:0E:77:12"),
                                        "fingerprint",
                                        "\"sha-1 00:0E:77:12\"")),
                miss(
                        "nobody saw the certificate",
                        "dtls-blocked",
                        Edit.of("fingerprint-mismatch")
                                .without(event("description", "side", "local"))),
                miss(
                        "DTLS may still come",
                        "ended",
                        Edit.of("dtls-blocked")
                                .set(event("left"), "at", "1795251601000.0")
                                .ended("2026-11-21T09:00:01Z")));
    }

    static List<Arguments> checks() {
        return List.of(
                miss(
                        "the browser's checks did arrive",
                        "connected-direct",
                        Edit.of("connected-direct")
                                .set(event("candidate"), "hidden", "true")
                                .set(event("candidate"), "address", null)),
                miss(
                        "the one that hides could check",
                        "no-answers",
                        Edit.of("only-hidden-candidates")
                                .and(
                                        15000,
                                        "browser",
                                        BROWSER,
                                        pair("198.51.100.21:50010", 31, 0, 0))),
                miss(
                        "a pair was formed",
                        "no-answers",
                        Edit.of("no-remote-candidates")
                                .and(
                                        15000,
                                        "browser",
                                        BROWSER,
                                        pair("198.51.100.21:50010", 31, 0, 0))),
                miss(
                        "version 1 has no pairs",
                        "unknown",
                        Edit.of("no-remote-candidates--none-announced")
                                .without(event("environment"))
                                .without(event("description"))
                                .set(event("left"), "reason", "\"failed\"")),
                miss(
                        "no check arrived",
                        "no-answers",
                        Edit.of("one-way")
                                .without(event("check_received"))
                                .set(event("pair"), "requestsReceived", "0")
                                .set(event("pair"), "responsesSent", "0")),
                miss(
                        "checks arrived at both ends",
                        "unknown",
                        Edit.of("one-way")
                                .and(
                                        15010,
                                        "browser",
                                        BROWSER,
                                        pair("198.51.100.21:50010", 31, 0, 4))),
                miss(
                        "a path was found in the end",
                        "connecting",
                        Edit.of("no-answers")
                                .without(event("state", "value", "failed"))
                                .and(
                                        15150,
                                        "browser",
                                        BROWSER,
                                        pair("198.51.100.21:50010", 33, 1, 1))),
                miss(
                        "ICE has not had its time",
                        "connecting",
                        Edit.of("no-answers")
                                .without(event("state", "value", "failed"))
                                .without(event -> event.path("at").asDouble() > 1795251606000.0)),
                miss(
                        "only one pair goes through the VPN",
                        "no-answers",
                        Edit.of("vpn-path")
                                .and(
                                        15150,
                                        "browser",
                                        BROWSER,
                                        pair("198.51.100.21:50010", 31, 0, 0))),
                miss(
                        "the page is of the same machine",
                        "no-remote-candidates",
                        Edit.of("local-network-access")
                                .set(event("environment"), "originKind", "\"loopback\"")
                                .set(
                                        event("candidate", "hidden", "true"),
                                        "address",
                                        "\"192.168.1.9\"")
                                .set(event("candidate", "hidden", "true"), "hidden", "false")
                                .without(
                                        event("signal", "from", BROWSER)
                                                .and(event("signal", "signal", "candidate")))),
                miss(
                        "the permission was granted",
                        "only-hidden-candidates",
                        Edit.of("local-network-access")
                                .set(event("environment"), "localNetworkAccess", "\"granted\"")),
                miss(
                        "a check was sent there",
                        "no-answers",
                        Edit.of("local-network-access")
                                .and(
                                        15000,
                                        "browser",
                                        BROWSER,
                                        pair("192.168.1.50:50010", 31, 0, 0))));
    }

    static List<Arguments> addresses() {
        String advertised = "\"candidate:1 1 udp 2122260223 198.51.100.21 50010 typ host\"";
        return List.of(
                miss(
                        "a public address was announced too",
                        "wrong-advertised-address",
                        Edit.of("bridge-address-advertised")
                                .and(
                                        40,
                                        "signaling",
                                        PEER,
                                        "{\"type\":\"signal\",\"to\":\"p-browser\",\"signal\":\"candidate\",\"bytes\":90,\"forwardedAt\":1795251600040.1,\"candidate\":"
                                                + advertised
                                                + "}")),
                miss(
                        "the browser is in that network",
                        "wrong-advertised-address",
                        Edit.of("bridge-address-advertised")
                                .set(
                                        event("candidate", "address", "10.81.2.2"),
                                        "address",
                                        "\"172.17.0.9\"")),
                miss(
                        "it is its own address",
                        "no-answers",
                        Edit.of("wrong-advertised-address")
                                .set(
                                        event("candidate", "address", "198.51.100.21"),
                                        "address",
                                        "\"203.0.113.8\"")),
                miss(
                        "a server saw it there",
                        "port-forward-missing",
                        Edit.of("wrong-advertised-address")
                                .and(
                                        -30000,
                                        "nat-probe",
                                        PEER,
                                        "{\"type\":\"nat_report\",\"from\":\"@nat-probe\",\"to\":\"p-media\",\"nat\":\"present\",\"mapping\":\"endpoint-independent\",\"mappedAddress\":\"203.0.113.8:40000\"}")),
                miss(
                        "there is no NAT",
                        "no-answers",
                        Edit.of("port-forward-missing")
                                .set(event("nat_report"), "nat", "\"none\"")),
                miss(
                        "it opened a way from inside",
                        "no-answers",
                        Edit.of("port-forward-missing")
                                .and(
                                        15000,
                                        "media-peer",
                                        PEER,
                                        pair("198.51.100.40:61000", 30, 0, 0))),
                miss(
                        "its NAT uses another port for each remote",
                        "no-answers",
                        Edit.of("port-forward-missing")
                                .set(
                                        event("nat_report"),
                                        "mapping",
                                        "\"address-and-port-dependent\"")),
                miss(
                        "a check did arrive",
                        "one-way",
                        Edit.of("port-forward-missing")
                                .and(15000, "media-peer", PEER, "{\"type\":\"check_received\"}")),
                miss(
                        "one mapping for all remotes",
                        "turn-absent",
                        Edit.of("symmetric-both")
                                .set(event("nat_report"), "mapping", "\"endpoint-independent\"")),
                miss(
                        "two sockets, so two ports prove nothing",
                        "no-answers",
                        Edit.of("symmetric-both")
                                .and(
                                        9,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"candidate\",\"candidate\":\"candidate:2 1 udp 1 10.81.5.2 50002 typ host\",\"candidateType\":\"host\",\"address\":\"10.81.5.2\",\"port\":50002,\"protocol\":\"udp\",\"hidden\":false,\"generation\":1}")),
                miss(
                        "a filter lets strangers in",
                        "no-answers",
                        Edit.of("symmetric-both")
                                .set(event("nat_report"), "filtering", "\"endpoint-independent\"")
                                .and(
                                        -39000,
                                        "nat-probe",
                                        BROWSER,
                                        "{\"type\":\"nat_report\",\"from\":\"@nat-probe\",\"to\":\"p-browser\",\"nat\":\"present\",\"mapping\":\"address-dependent\",\"filtering\":\"address-dependent\",\"udp\":\"reachable\"}")),
                miss(
                        "the page is not of this machine",
                        "turn-unreachable",
                        Edit.of("ssh-tunnel")
                                .set(
                                        event("environment", "originKind", null),
                                        "originKind",
                                        "\"private\"")),
                miss(
                        "nobody reached the servers",
                        "turn-unreachable",
                        Edit.of("ssh-tunnel")
                                .without(event("stun_received"))
                                .without(event("candidate", "candidateType", "srflx"))
                                .without(event("candidate", "candidateType", "relay"))),
                miss(
                        "the server answered over UDP",
                        "no-answers",
                        Edit.of("ssh-tunnel")
                                .and(
                                        50,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"candidate\",\"candidate\":\"candidate:3 1 udp 1 172.18.0.1 50000 typ srflx\",\"candidateType\":\"srflx\",\"address\":\"172.18.0.1\",\"port\":50000,\"protocol\":\"udp\",\"url\":\"stun:127.0.0.1:3478\",\"hidden\":false,\"generation\":1}")
                                .without(event("candidate_error"))),
                miss(
                        "the server is dead",
                        "no-answers",
                        Edit.of("udp-blocked")
                                .without(event("stun_received"))
                                .without(event("candidate", "candidateType", "relay"))),
                miss(
                        "TCP is silent too",
                        "turn-unreachable",
                        Edit.of("udp-blocked")
                                .set(
                                        event("environment").and(by(BROWSER)),
                                        "iceServers",
                                        "[" + STUN + ",\"turn:198.51.100.10:3478?transport=tcp\"]")
                                .and(
                                        9600,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"candidate_error\",\"url\":\"turn:198.51.100.10:3478?transport=tcp\",\"code\":701}")));
    }

    static List<Arguments> turn() {
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

    static List<Arguments> afterConnect() {
        return List.of(
                miss(
                        "packets may still come",
                        "connecting",
                        Edit.of("no-rtp")
                                .without(event -> event.path("at").asDouble() > 1795251605000.0)),
                miss(
                        "a packet came",
                        "no-frames",
                        Edit.of("no-rtp")
                                .and(
                                        130,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"first_rtp\",\"media\":\"audio\"}")),
                miss(
                        "a frame was decoded at last",
                        "connected-direct",
                        Edit.of("no-frames")
                                .and(
                                        17300,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"first_frame_decoded\"}")
                                .without(event("media"))),
                miss(
                        "no video was agreed",
                        "connected-direct",
                        Edit.of("no-rtp")
                                .set(
                                        event("description"),
                                        "media",
                                        "[{\"kind\":\"application\",\"direction\":\"sendrecv\",\"codecs\":[],\"rejected\":false}]")),
                miss(
                        "it plays now",
                        "connected-direct",
                        Edit.of("autoplay-blocked")
                                .and(
                                        3500,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"playback\",\"value\":\"playing\"}")),
                miss(
                        "frames come again",
                        "connected-direct",
                        Edit.of("frozen--no-packets")
                                .and(
                                        13200,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"media\",\"framesDecoded\":400}")),
                miss(
                        "ICE came back",
                        "connected-direct",
                        Edit.of("path-lost--disconnected")
                                .and(
                                        9900,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"state\",\"of\":\"ice\",\"value\":\"connected\"}")
                                .and(
                                        9901,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"state\",\"of\":\"connection\",\"value\":\"connected\"}")),
                miss(
                        "the end had said goodbye",
                        "connected-direct",
                        Edit.of("connected-direct--stopped-by-user")
                                .and(
                                        9900,
                                        "media-peer",
                                        PEER,
                                        "{\"type\":\"state\",\"of\":\"ice\",\"value\":\"disconnected\"}")),
                miss(
                        "it said goodbye",
                        "connected-direct",
                        Edit.of("peer-gone").set(event("left"), "reason", "\"stopped\"")),
                miss(
                        "the other end hears it no more",
                        "peer-gone",
                        Edit.of("signaling-lost--told-by-service")
                                .and(
                                        9900,
                                        "media-peer",
                                        PEER,
                                        "{\"type\":\"state\",\"of\":\"ice\",\"value\":\"disconnected\"}")),
                miss(
                        "the link came back",
                        "connected-direct",
                        Edit.of("signaling-lost")
                                .and(
                                        7300,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"signaling_link\",\"value\":\"resumed\"}")),
                miss(
                        "it was retired before it answered",
                        "no-answer",
                        Edit.of("no-answer--lost").set(event("left"), "reason", "\"drained\"")),
                miss(
                        "ICE had failed before the stop",
                        "no-answers",
                        Edit.of("no-answers")
                                .and(
                                        15900,
                                        "signaling",
                                        BROWSER,
                                        "{\"type\":\"left\",\"to\":\"p-media\",\"reason\":\"left\"}")));
    }

    static List<Arguments> paths() {
        return List.of(
                miss(
                        "prflx over a relay is relayed",
                        "connected-relay-udp",
                        Edit.of("connected-direct")
                                .set(
                                        event("selected_pair").and(by(BROWSER)),
                                        "localType",
                                        "\"prflx\"")
                                .set(
                                        event("selected_pair").and(by(BROWSER)),
                                        "relayProtocol",
                                        "\"udp\"")),
                miss(
                        "several pairs were nominated",
                        "connected-direct",
                        Edit.of("connected-direct")
                                .and(
                                        51,
                                        "browser",
                                        BROWSER,
                                        "{\"type\":\"pair\",\"pair\":\"CPq\",\"localType\":\"relay\",\"remoteType\":\"host\",\"relayProtocol\":\"udp\",\"state\":\"succeeded\",\"nominated\":true,\"requestsSent\":1,\"responsesReceived\":1}")),
                miss(
                        "one end alone, host to host",
                        "connected-direct",
                        Edit.of("connected-direct").without(event("selected_pair").and(by(PEER)))),
                miss(
                        "one end alone, to a relay of unknown transport",
                        "connected-path-unknown",
                        Edit.of("connected-relay-udp")
                                .without(event("selected_pair").and(by(BROWSER)))
                                .without(event("relay", "what", "allocated"))
                                .without(
                                        event("candidate", "candidateType", "relay")
                                                .and(by(BROWSER)))),
                miss(
                        "one end alone, to a relay that coturn knows",
                        "connected-relay-udp",
                        Edit.of("connected-relay-udp")
                                .without(event("selected_pair").and(by(BROWSER)))
                                .without(
                                        event("candidate", "candidateType", "relay")
                                                .and(by(BROWSER)))),
                miss(
                        "nobody named a pair",
                        "connected-path-unknown",
                        Edit.of("connected-direct").without(event("selected_pair"))),
                miss(
                        "a transport nobody defined",
                        "connected-relay-udp",
                        Edit.of("connected-relay-udp")
                                .set(
                                        event("selected_pair").and(by(BROWSER)),
                                        "relayProtocol",
                                        "\"quic\"")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"signaling", "checks", "addresses", "turn", "afterConnect", "paths"})
    void otherwise(String what, String code, Edit edit) {
        Verdict verdict = edit.verdict();
        assertThat(verdict.code().word()).as(verdict.toString()).isEqualTo(code);
    }

    private static Arguments miss(String what, String code, Edit edit) {
        return Arguments.of(what, code, edit);
    }

    private static String source(String where, String peer) {
        return "{\"kind\":\"measured\",\"where\":\"%s\",\"by\":\"%s\"}".formatted(where, peer);
    }

    private static String pair(String remote, int sent, int answered, int arrived) {
        return ("{\"type\":\"pair\",\"pair\":\"CPx\",\"local\":\"198.51.100.40:50000\",\"remote\":\"%s\","
                        + "\"localType\":\"host\",\"remoteType\":\"host\",\"state\":\"in-progress\",\"nominated\":false,"
                        + "\"requestsSent\":%d,\"responsesReceived\":%d,\"requestsReceived\":%d,\"networkType\":\"ethernet\"}")
                .formatted(remote, sent, answered, arrived);
    }
}
