package dev.webrtclab.e2e.faults;

import static dev.webrtclab.e2e.faults.Call.Ends.FAILED;
import static dev.webrtclab.e2e.faults.Catalogue.BROWSER;
import static dev.webrtclab.e2e.faults.Catalogue.OPEN;
import static dev.webrtclab.e2e.faults.Catalogue.fails;
import static dev.webrtclab.e2e.faults.Catalogue.iceServers;
import static dev.webrtclab.e2e.faults.Catalogue.in;
import static dev.webrtclab.e2e.faults.Catalogue.lasts;
import static dev.webrtclab.e2e.faults.Catalogue.signaling;

import dev.webrtclab.e2e.faults.Cause.Place;
import dev.webrtclab.e2e.faults.Cause.Rules;
import java.util.List;

/** What goes wrong with a relay. */
final class TurnFaults {
    /**
     * In a network from which only TCP to port 443 leaves, and one that trusts no made-up
     * certificate.
     */
    private static final Call.Browser STRICT = in("tcp-443-only", "--env=CHECK_CERTIFICATES=yes");

    private static final Cause STUN_ONLY = iceServers("{urls: '^stun:'}");
    private static final Cause PEER_WITHOUT_RELAY = signaling("{in: {lose: 'typ relay'}}");

    private TurnFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.named(
                                "turn-stopped",
                                "docker stop coturn; relay only",
                                fails(OPEN).relayed(),
                                "turn-unreachable")
                        .by(new Cause.Stopped(new Place.OfService("coturn")))
                        .ofTheLab(),
                Fault.named(
                                "turn-cut-off",
                                "the browser's packets to and from the TURN server are dropped; relay only",
                                fails(OPEN).relayed(),
                                "turn-unreachable")
                        .by(
                                new Cause.Packets(
                                        BROWSER,
                                        new Rules(
                                                List.of("ip saddr 198.51.100.10 drop"),
                                                List.of("ip daddr 198.51.100.10 drop")))),
                Fault.named(
                                "turn-not-configured",
                                "the page is told of no TURN server; relay only",
                                fails(OPEN).relayed(),
                                "relay-without-turn",
                                "turn-absent")
                        .by(iceServers("{urls: '^stun:', absent: true}")),
                Fault.named(
                                "turn-credential-wrong",
                                "the page is told a wrong TURN credential; relay only",
                                fails(OPEN).relayed(),
                                "turn-credentials-wrong")
                        .by(iceServers("{wrong: true}")),
                Fault.named(
                                "turn-credential-expired",
                                "the page is told a rightly signed TURN user name that ended five minutes ago; relay only",
                                fails(OPEN).relayed(),
                                "turn-credentials-expired")
                        .by(new Cause.ExpiredCredential()),
                Fault.named(
                                "turn-permission-denied",
                                "a media peer that advertises only an address outside what the relay allows; relay only",
                                new Call.FromPage(OPEN, "fault-denied", true, FAILED),
                                "turn-permission-denied")
                        .by(
                                new Cause.OneMorePeer(
                                        "fault-denied",
                                        List.of("MEDIA_PEER_ADVERTISED_ADDRESSES=203.0.113.7")))
                        .by(
                                new Cause.Packets(
                                        new Place.OfPeer("fault-denied"),
                                        Rules.out("ip daddr 198.51.100.10 drop"))),
                Fault.named(
                                "turn-quota",
                                "other connections take all allocations of the same TURN user; relay only",
                                fails(OPEN).relayed(),
                                "turn-quota")
                        .by(iceServers("{taken: 8}")),
                Fault.named(
                        "turn-certificate",
                        "a browser that trusts only public authorities, where only TLS to port 443 leaves",
                        new Call.FromPage(STRICT, Call.NONE, true, FAILED),
                        "turn-tls-failed"),
                Fault.named(
                                "relay-over-tcp-only",
                                "the browser's UDP packets are dropped",
                                lasts(OPEN),
                                "connected-relay-tcp")
                        .by(new Cause.Packets(BROWSER, Rules.both("meta l4proto udp drop"))),
                Fault.named(
                        "relay-over-tls-only",
                        "a network from which only TCP to port 443 leaves",
                        lasts(in("tcp-443-only")),
                        "connected-relay-tls"),
                Fault.named(
                                "udp-blocked-without-relay",
                                "a network without UDP; the page is told of no TURN server",
                                fails(in("udp-blocked")),
                                "udp-blocked")
                        .by(STUN_ONLY),
                Fault.named(
                                "both-symmetric-without-relay",
                                "address-dependent mapping at both ends, and no relay at either",
                                new Call.FromPage(in("symmetric"), "second", false, FAILED),
                                "symmetric-both")
                        .by(iceServers("{urls: '^stun:', also: ['stun:198.51.100.10:3479']}"))
                        .by(PEER_WITHOUT_RELAY));
    }
}
