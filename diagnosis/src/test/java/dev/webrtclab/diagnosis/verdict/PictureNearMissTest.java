package dev.webrtclab.diagnosis.verdict;

import static dev.webrtclab.diagnosis.verdict.Edit.event;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Media that comes, stops and comes again. */
class PictureNearMissTest extends NearMiss {
    static List<Arguments> misses() {
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
}
