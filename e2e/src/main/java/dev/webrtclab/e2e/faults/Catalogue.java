package dev.webrtclab.e2e.faults;

import static dev.webrtclab.e2e.faults.Call.Ends.FAILED;
import static dev.webrtclab.e2e.faults.Call.Ends.LASTED;
import static dev.webrtclab.e2e.faults.Call.Ends.ON_THE_PAGE;

import dev.webrtclab.e2e.faults.Call.Browser;
import dev.webrtclab.e2e.faults.Call.Browser.InNetwork;
import dev.webrtclab.e2e.faults.Call.Browser.OnThisMachine;
import dev.webrtclab.e2e.faults.Call.FromPage;
import dev.webrtclab.e2e.faults.Cause.Place;
import dev.webrtclab.e2e.faults.Cause.Rules;
import java.util.List;
import java.util.stream.Stream;

/** Every fault that the lab can cause. What it cannot is in {@code docs/diagnosis.md}. */
public final class Catalogue {
    static final String INSIDE_PAGE = "http://198.51.100.30:443/";
    static final String OWN_PAGE = "http://localhost:8080/";

    /** In the network without NAT. */
    static final Browser OPEN = in(Call.NONE);

    /** Behind a NAT that lets in only answers. */
    static final Browser HOME = in("port-restricted");

    /** On this machine; it offers no address of its own. */
    static final Browser HIDDEN = new OnThisMachine(OWN_PAGE, List.of());

    static final Place BROWSER = new Place.OfTheBrowser();

    private Catalogue() {}

    /** All of them, in the order of the table. */
    public static List<Fault> all() {
        return Stream.of(
                        signaling(),
                        peers(),
                        TurnFaults.all(),
                        NetworkFaults.all(),
                        MediaFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    static Browser in(String network, String... docker) {
        return new InNetwork(network, INSIDE_PAGE, List.of(docker));
    }

    /** A call to the peer without NAT that fails. */
    static FromPage fails(Browser browser) {
        return new FromPage(browser, Call.NONE, false, FAILED);
    }

    /** A call to the peer without NAT that lasts, well or badly. */
    static FromPage lasts(Browser browser) {
        return new FromPage(browser, Call.NONE, false, LASTED);
    }

    /** Tampers with signaling, see {@code signaling.js}. */
    static Cause signaling(String options) {
        return new Cause.Script("signaling.js", options);
    }

    /** Changes the ICE servers that the page is told, see {@code ice-servers.js}. */
    static Cause iceServers(String options) {
        return new Cause.Script("ice-servers.js", options);
    }

    private static List<Fault> signaling() {
        return List.of(
                Fault.named(
                                "signaling-stopped",
                                "docker stop signaling-service, then Start",
                                new FromPage(OPEN, Call.NONE, false, ON_THE_PAGE),
                                "signaling-unreachable")
                        .onceOpen(new Cause.Stopped(new Place.OfService("signaling-service")))
                        .ofTheLab(),
                Fault.named(
                                "signaling-cut-off",
                                "the browser's TCP packets to the page's server are dropped, then Start",
                                new FromPage(OPEN, Call.NONE, false, ON_THE_PAGE),
                                "signaling-unreachable")
                        .onceOpen(
                                new Cause.Packets(
                                        BROWSER,
                                        Rules.both(
                                                "meta l4proto tcp ip saddr 198.51.100.30 drop",
                                                "meta l4proto tcp ip daddr 198.51.100.30 drop"))),
                Fault.named(
                                "signaling-lost-after-connect",
                                "the browser's TCP packets to the page's server are dropped while pictures are shown",
                                lasts(OPEN),
                                "signaling-lost")
                        .oncePlaying(
                                new Cause.Packets(
                                        BROWSER,
                                        Rules.both(
                                                "meta l4proto tcp ip saddr 198.51.100.30 drop",
                                                "meta l4proto tcp ip daddr 198.51.100.30 drop"))),
                Fault.named(
                                "answer-unusable",
                                "the answer loses its ICE user name on its way to the browser",
                                fails(OPEN),
                                "bad-answer")
                        .by(signaling("{in: {garble: true}}")),
                Fault.named(
                                "fingerprint-changed",
                                "the fingerprint in the answer is changed on its way to the browser",
                                fails(OPEN),
                                "fingerprint-mismatch")
                        .by(signaling("{in: {fingerprint: true}}")),
                Fault.named(
                                "codecs-unknown",
                                "the video codecs in the offer get unknown names on their way to the peer",
                                lasts(OPEN),
                                "codec-mismatch")
                        .by(signaling("{out: {codecs: true}}")),
                Fault.named(
                                "candidates-lost",
                                "all candidates are lost on their way, in both directions",
                                fails(OPEN),
                                "no-remote-candidates")
                        .by(signaling("{in: {lose: '.'}, out: {lose: '.'}}")),
                Fault.named(
                                "candidates-hidden",
                                "both ends' candidates carry names that nobody resolves; no STUN, no TURN",
                                fails(OPEN),
                                "only-hidden-candidates")
                        .by(iceServers("{urls: '^$'}"))
                        .by(
                                signaling(
                                        "{in: {lose: 'typ (srflx|relay)', hide: true}, out: {hide: true}}")));
    }

    private static List<Fault> peers() {
        return List.of(
                Fault.named(
                                "no-media-peer",
                                "SIGSTOP to all processes of every media peer, then Start once they count as gone",
                                new FromPage(OPEN, Call.NONE, false, ON_THE_PAGE),
                                "no-media-peer",
                                "refused-no-media-peer")
                        .onceOpen(new Cause.Frozen(new Place.OfAllPeers()))
                        .ofTheLab(),
                Fault.named(
                                "media-peer-full",
                                "a media peer with one place, which another call takes",
                                new FromPage(OPEN, "fault-full", false, ON_THE_PAGE),
                                "refused-media-peers-full")
                        .by(
                                new Cause.OneMorePeer(
                                        "fault-full", List.of("MEDIA_PEER_MAX_SESSIONS=1")))
                        .onceOpen(new Cause.AnotherCall("fault-full")),
                Fault.named(
                                "media-peer-frozen",
                                "SIGSTOP to all processes of the media peer, then Start",
                                new FromPage(OPEN, "full-cone", false, FAILED),
                                "no-answer")
                        .onceOpen(new Cause.Frozen(new Place.OfPeer("full-cone"))),
                Fault.named(
                                "worker-hangs-before-answer",
                                "SIGSTOP to the worker process, then Start: its supervisor ends it",
                                new FromPage(OPEN, "restricted", false, FAILED),
                                "peer-crashed")
                        .onceOpen(new Cause.WorkerSignalled("restricted", "STOP")),
                Fault.named(
                                "worker-killed-after-connect",
                                "SIGKILL to the worker process while pictures are shown",
                                new FromPage(OPEN, "double", false, LASTED),
                                "peer-crashed")
                        .oncePlaying(new Cause.WorkerSignalled("double", "KILL")),
                Fault.named(
                                "media-peer-gone",
                                "docker kill of the media peer's container while pictures are shown",
                                new FromPage(OPEN, "fault-gone", false, LASTED),
                                "peer-gone")
                        .by(new Cause.OneMorePeer("fault-gone", List.of()))
                        .oncePlaying(new Cause.Killed(new Place.OfPeer("fault-gone"))));
    }
}
