package dev.webrtclab.natprobe.nat;

import java.util.Locale;

/**
 * Why something could not be decided, with what would decide it. {@code docs/nat.md} has both in
 * English and Dutch.
 */
public enum UnknownReason {
    SERVER_UNREACHABLE(
            "{server} answered neither over UDP nor over TCP.",
            "Start the STUN server, or name another one in nat-probe.stun-server, and probe again."),
    UDP_BLOCKED(
            "No UDP packet came back from {server}, although TCP did.",
            "A probe from a network position that lets UDP through."),
    SERVER_REFUSED(
            "{server} refused the Binding request with error {code}.",
            "A STUN server that answers Binding requests without credentials."),
    MAPPED_ADDRESS_MISSING(
            "The answer of {server} carries no mapped address.",
            "A STUN server that sends XOR-MAPPED-ADDRESS."),
    ANSWER_FROM_ELSEWHERE(
            "The request went to {server}, but the answer came from {from}.",
            "A STUN server that is asked at the address it answers from."),
    OTHER_ADDRESS_MISSING(
            "{server} names no OTHER-ADDRESS.",
            "A STUN server with RFC 5780 switched on and two addresses of this family (coturn: rfc5780 and two"
                    + " listening-ip)."),
    OTHER_ADDRESS_NOT_DIFFERENT(
            "{server} names {other} as OTHER-ADDRESS, which must differ in address and port.",
            "A STUN server whose OTHER-ADDRESS is a second address of its own."),
    OTHER_ADDRESS_SILENT(
            "{server} names {other} as OTHER-ADDRESS, but nothing answered there.",
            "A path to {other}, or a STUN server whose second address is reachable from here."),
    ANSWERS_MISSING(
            "Too few of the server's four address and port pairs answered.",
            "Another probe; if it stays so, a path to both ports of both addresses."),
    CHANGE_REQUEST_IGNORED(
            "Asked to answer from another address, the server answered from {from}.",
            "A STUN server that follows CHANGE-REQUEST (RFC 5780)."),
    CHANGE_REQUEST_REFUSED(
            "The server refused CHANGE-REQUEST with error {code}.",
            "A STUN server that follows CHANGE-REQUEST (RFC 5780)."),
    CHANGE_REQUEST_UNPROVEN(
            "Silence proves nothing here: the server did not answer from its other address even to a socket that had"
                    + " just talked with that address.",
            "A STUN server that follows CHANGE-REQUEST (RFC 5780)."),
    SAMPLES_LOST("All packets of one test socket were lost.", "Another probe."),
    NO_NAT("There is no NAT that could keep or change a port.", "A probe from behind a NAT."),
    CONNECTION_REFUSED(
            "{server} refused the TCP connection; the server may not listen there, or a firewall refuses for it.",
            "The same connection from the server's own machine."),
    CONNECTED_WITHOUT_ANSWER(
            "The TCP connection to {server} stood, but no STUN answer came over it.",
            "The same request from the server's own machine."),
    TLS_NOT_CONFIGURED(
            "No server for STUN over TLS is configured.",
            "A server of that kind in nat-probe.tls-server."),
    LIFETIME_NOT_MEASURED(
            "How long a mapping lives has not been measured: that takes minutes.",
            "POST /api/nat/lifetime-probes."),
    LIFETIME_RUNNING(
            "How long a mapping lives is being measured.",
            "The end of it; GET /api/nat/lifetime has the bounds so far."),
    NO_MAPPING(
            "There is no NAT, so there is no mapping that could end.",
            "A measurement from behind a NAT."),
    MAPPING_UNANSWERED(
            "No answer of {server} over UDP made a mapping whose end could be waited for.",
            "A measurement while {server} answers, from a network position that lets UDP through."),
    RESPONSE_PORT_UNPROVEN(
            "Silence proves nothing here: what {server} was asked to send to another port (RESPONSE-PORT) did not even"
                    + " arrive at a fresh socket.",
            "A STUN server that follows RESPONSE-PORT (RFC 5780), and a NAT that gives all sockets one outside"
                    + " address."),
    NO_ROUTE(
            "This network position has no route to {server}.",
            "An address of this family and a route."),
    NAME_UNRESOLVED(
            "The name {host} has no address of this family.",
            "A name or literal address that resolves here."),
    FAMILY_NOT_CONFIGURED(
            "No STUN server of this address family is configured.",
            "A STUN server of this family, named in nat-probe.stun-server-ipv6."),
    TRANSPORT_FAILED(
            "The operating system refused to send: {detail}.", "The cause in the service's log.");

    private final String why;
    private final String decidedBy;

    UnknownReason(String why, String decidedBy) {
        this.why = why;
        this.decidedBy = decidedBy;
    }

    /** The code on the wire, for example {@code udp-blocked}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String why() {
        return why;
    }

    public String decidedBy() {
        return decidedBy;
    }
}
