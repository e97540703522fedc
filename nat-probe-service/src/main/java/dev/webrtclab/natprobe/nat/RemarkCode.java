package dev.webrtclab.natprobe.nat;

import java.util.Locale;

/**
 * What a report can add to its verdicts. {@code docs/nat.md} has each sentence in English and
 * Dutch.
 */
public enum RemarkCode {
    NO_NAT("The server sees this socket's own address {local}: no NAT in between."),
    NAT_PRESENT("The server sees {mapped} where the local socket is {local}: a NAT in between."),
    MAPPED_ADDRESS_PRIVATE(
            "The server saw the private address {mapped}: further NATs between it and the internet are not measured."),
    GLOSS_OPEN_INTERNET("RFC 3489 called this \"open internet\"."),
    GLOSS_FIREWALL("RFC 3489 called this \"symmetric UDP firewall\": no NAT, but a filter."),
    GLOSS_FULL_CONE("RFC 3489 called this \"full cone\"."),
    GLOSS_RESTRICTED_CONE("RFC 3489 called this \"restricted cone\"."),
    GLOSS_PORT_RESTRICTED_CONE("RFC 3489 called this \"port restricted cone\"."),
    GLOSS_SYMMETRIC("RFC 3489 called this \"symmetric\"."),
    UDP_BLOCKED("UDP does not pass: a call from here needs TURN over TCP or TLS."),
    TCP_BLOCKED("TCP to the server's port does not pass, UDP does."),
    SERVER_UNREACHABLE("{server} did not answer: nothing about this network can be said."),
    PORTS_PRESERVED("The NAT kept the port number of every socket."),
    PORTS_CHANGED("The NAT changed port numbers."),
    MAPPED_ADDRESS_POOL("Several sockets appeared with different outside addresses: {addresses}."),
    SERVER_BEHIND_NAT(
            "{server} believes to answer from {origin}: the server is itself behind a NAT."),
    SERVER_LIES_ABOUT_ORIGIN("An answer came from {from} but claims to come from {origin}."),
    OTHER_ADDRESS_NOT_DIFFERENT(
            "The server names {other} as its other address, which is not a different one."),
    CHANGE_REQUEST_IGNORED("The server ignores CHANGE-REQUEST: it answered from {from}."),
    FILTERING_CONFIRMED("Control passed: the server does answer from its other address."),
    FILTERING_NOT_CONTROLLED(
            "Filtering follows from silence; this mapping leaves no way to show that the server answers from its other"
                    + " address."),
    REPEATED_SENDS(
            "{count} of {answered} answers needed more than one send: packets are lost or late on this path.");

    private final String text;

    RemarkCode(String text) {
        this.text = text;
    }

    /** The code on the wire, for example {@code gloss-full-cone}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The English sentence with {@code {name}} places. */
    public String text() {
        return text;
    }
}
