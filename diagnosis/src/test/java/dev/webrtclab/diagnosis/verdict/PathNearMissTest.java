package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.by;
import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Selected pairs and the way that they tell. */
class PathNearMissTest extends NearMiss {
    static List<Arguments> misses() {
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
}
