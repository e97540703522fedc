package dev.webrtclab.e2e.faults;

import static dev.webrtclab.e2e.faults.Call.Ends.FAILED;
import static dev.webrtclab.e2e.faults.Call.Ends.LASTED;
import static dev.webrtclab.e2e.faults.Catalogue.BROWSER;
import static dev.webrtclab.e2e.faults.Catalogue.HIDDEN;
import static dev.webrtclab.e2e.faults.Catalogue.HOME;
import static dev.webrtclab.e2e.faults.Catalogue.OPEN;
import static dev.webrtclab.e2e.faults.Catalogue.fails;
import static dev.webrtclab.e2e.faults.Catalogue.iceServers;
import static dev.webrtclab.e2e.faults.Catalogue.in;
import static dev.webrtclab.e2e.faults.Catalogue.lasts;
import static dev.webrtclab.e2e.faults.Catalogue.signaling;

import dev.webrtclab.e2e.faults.Call.Browser.InNetwork;
import dev.webrtclab.e2e.faults.Call.FromPage;
import dev.webrtclab.e2e.faults.Cause.Place;
import dev.webrtclab.e2e.faults.Cause.Rules;
import java.util.List;

/** What goes wrong on the way between the ends. */
final class NetworkFaults {
    /** UDP from anywhere but the ports of STUN. */
    private static final String NOT_FROM_STUN = "udp sport != { 3478, 3479 } meta l4proto udp drop";

    private static final String NOT_TO_STUN = "udp dport != { 3478, 3479 } meta l4proto udp drop";
    private static final Cause STUN_ONLY = iceServers("{urls: '^stun:'}");
    private static final Cause PEER_WITHOUT_TURN = signaling("{in: {lose: 'typ relay'}}");

    /** Its page comes through a forwarded port on its own loopback, as through {@code ssh -L}. */
    private static final InNetwork TUNNELLED =
            new InNetwork(
                    Call.NONE, "http://127.0.0.1:8080/", List.of("--env=TUNNEL=198.51.100.30:443"));

    private NetworkFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.named(
                                "nothing-passes",
                                "UDP in both directions is dropped but for STUN; no TURN",
                                fails(OPEN),
                                "no-answers")
                        .by(STUN_ONLY)
                        .by(PEER_WITHOUT_TURN)
                        .by(
                                new Cause.Packets(
                                        BROWSER,
                                        new Rules(List.of(NOT_FROM_STUN), List.of(NOT_TO_STUN)))),
                Fault.named(
                                "one-way",
                                "UDP to the browser is dropped but for STUN, UDP from it passes; no TURN",
                                fails(OPEN),
                                "one-way")
                        .by(STUN_ONLY)
                        .by(PEER_WITHOUT_TURN)
                        .by(new Cause.Packets(BROWSER, Rules.in(NOT_FROM_STUN))),
                Fault.named(
                                "wrong-advertised-address",
                                "a media peer that advertises 203.0.113.8, which is not its own; the browser is behind a NAT",
                                new FromPage(HOME, "fault-wrong", false, FAILED),
                                "wrong-advertised-address")
                        .by(iceServers("{urls: '^stun:'}"))
                        .by(
                                new Cause.OneMorePeer(
                                        "fault-wrong",
                                        List.of("MEDIA_PEER_ADVERTISED_ADDRESSES=203.0.113.8")))
                        .by(
                                new Cause.Packets(
                                        new Place.OfPeer("fault-wrong"),
                                        Rules.out("ip daddr 198.51.100.10 drop"))),
                Fault.named(
                                "bridge-address-advertised",
                                "a media peer that advertises 172.17.0.2, an address of a container; the browser is behind a NAT",
                                new FromPage(HOME, "fault-bridge", false, FAILED),
                                "bridge-address-advertised")
                        .by(iceServers("{urls: '^stun:'}"))
                        .by(
                                new Cause.OneMorePeer(
                                        "fault-bridge",
                                        List.of("MEDIA_PEER_ADVERTISED_ADDRESSES=172.17.0.2")))
                        .by(
                                new Cause.Packets(
                                        new Place.OfPeer("fault-bridge"),
                                        Rules.out("ip daddr 198.51.100.10 drop"))),
                Fault.named(
                                "port-not-forwarded",
                                "a media peer behind a NAT, called by a browser that hides its addresses; no STUN, no TURN",
                                new FromPage(HIDDEN, "port-restricted", false, FAILED),
                                "port-forward-missing")
                        .by(iceServers("{urls: '^$'}"))
                        .by(PEER_WITHOUT_TURN),
                Fault.named(
                                "dtls-blocked",
                                "packets whose first byte says DTLS (20 to 63) are dropped in both directions",
                                lasts(OPEN),
                                "dtls-blocked")
                        .by(
                                new Cause.Packets(
                                        BROWSER, Rules.both("udp dport > 0 @th,64,8 20-63 drop"))),
                Fault.named(
                                "path-lost",
                                "UDP and the way to the TURN server are dropped while pictures are shown",
                                lasts(OPEN),
                                "path-lost")
                        .oncePlaying(
                                new Cause.Packets(
                                        BROWSER,
                                        Rules.both(
                                                "meta l4proto udp drop",
                                                "ip saddr 198.51.100.10 drop",
                                                "ip daddr 198.51.100.10 drop"))),
                Fault.named(
                                "checks-lossy",
                                "half of the browser's incoming UDP packets are lost",
                                lasts(OPEN),
                                "checks-lossy")
                        .by(
                                new Cause.Packets(
                                        BROWSER,
                                        Rules.in(
                                                "meta l4proto udp numgen random mod 100 < 50 drop"))),
                Fault.named(
                        "nat-in-front-of-nat",
                        "a home router behind a carrier's",
                        lasts(in("double")),
                        "connected-stun"),
                Fault.named(
                                "vpn-adapter",
                                "the media peer's only interface is called tun0, as that of a VPN client",
                                new Call.FromPage(OPEN, "fault-vpn", false, LASTED),
                                "vpn-path")
                        .by(new Cause.OneMorePeer("fault-vpn", List.of()))
                        .by(
                                new Cause.Interfaces(
                                        new Place.OfPeer("fault-vpn"),
                                        "ip link set eth0 down; ip link set eth0 name tun0;"
                                                + " ip link set tun0 up; ip route add default via 198.51.100.1")),
                Fault.named(
                                "ssh-tunnel",
                                "the page comes through a forwarded port; nothing else of the lab can be reached",
                                fails(TUNNELLED),
                                "ssh-tunnel")
                        .by(
                                new Cause.Packets(
                                        BROWSER,
                                        new Rules(
                                                List.of(
                                                        "ip saddr 198.51.100.0/24 ip saddr != 198.51.100.30 drop",
                                                        "ip saddr 198.51.100.30 meta l4proto udp drop"),
                                                List.of(
                                                        "ip daddr 198.51.100.0/24 ip daddr != 198.51.100.30 drop")))));
    }
}
