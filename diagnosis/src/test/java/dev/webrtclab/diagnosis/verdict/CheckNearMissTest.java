package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Checks that were sent, arrived or could not be. */
class CheckNearMissTest extends NearMiss {
    static List<Arguments> misses() {
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
}
