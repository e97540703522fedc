package dev.webrtclab.e2e.faults;

import static dev.webrtclab.e2e.faults.Catalogue.BROWSER;
import static dev.webrtclab.e2e.faults.Catalogue.OPEN;
import static dev.webrtclab.e2e.faults.Catalogue.OWN_PAGE;
import static dev.webrtclab.e2e.faults.Catalogue.lasts;

import dev.webrtclab.e2e.faults.Call.Browser.OnThisMachine;
import dev.webrtclab.e2e.faults.Cause.Rules;
import java.util.List;

/** What goes wrong once the ends are connected. */
final class MediaFaults {
    /** RTP and RTCP, by their first byte (RFC 7983). */
    private static final String RTP = "udp dport > 0 @th,64,8 128-191 drop";

    /**
     * The marker bit is set (RFC 7741 §4.1); not RTCP, whose packet types begin with the same bit.
     */
    private static final String LAST_OF_PICTURE =
            "udp length > 0 @th,64,8 128-191 @th,72,8 128-255 @th,72,8 != 192-223 drop";

    /** The packets that pictures are too large to do without; audio is smaller. */
    private static final String LARGE_RTP = "udp length > 300 @th,64,8 128-191 drop";

    private MediaFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.named(
                                "rtp-blocked",
                                "packets whose first byte says RTP (128 to 191) are dropped in both directions",
                                lasts(OPEN),
                                "no-rtp")
                        .by(new Cause.Packets(BROWSER, Rules.both(RTP))),
                Fault.named(
                                "last-packets-lost",
                                "the last RTP packet of each picture is dropped: none is ever complete",
                                lasts(OPEN),
                                "no-frames")
                        .by(new Cause.Packets(BROWSER, Rules.in(LAST_OF_PICTURE))),
                Fault.named(
                                "picture-freezes",
                                "RTP packets of more than 300 bytes are dropped while pictures are shown",
                                lasts(OPEN),
                                "frozen")
                        .oncePlaying(new Cause.Packets(BROWSER, Rules.in(LARGE_RTP))),
                Fault.named(
                                "autoplay-blocked",
                                "a browser that wants a touch before it plays sound, and a page that nobody touches",
                                new Call.Untouched(
                                        new OnThisMachine(
                                                OWN_PAGE,
                                                List.of(
                                                        "--autoplay-policy=document-user-activation-required")),
                                        Call.NONE),
                                "autoplay-blocked")
                        .by(new Cause.Script("untouched.js", "{}")));
    }
}
