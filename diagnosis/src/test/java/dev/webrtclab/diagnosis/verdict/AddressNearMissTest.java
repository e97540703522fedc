package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.by;
import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Addresses that were announced, seen or translated. */
class AddressNearMissTest extends NearMiss {
    static List<Arguments> misses() {
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
}
