package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Offers, answers, certificates and the link that carries them. */
class SignalingNearMissTest extends NearMiss {
    static List<Arguments> misses() {
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
}
