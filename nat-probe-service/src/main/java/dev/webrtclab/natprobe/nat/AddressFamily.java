package dev.webrtclab.natprobe.nat;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The two internets, which are always measured apart: an IPv4 NAT says nothing about IPv6. */
public enum AddressFamily {
    IPV4("ipv4"),
    IPV6("ipv6");

    private final String word;

    AddressFamily(String word) {
        this.word = word;
    }

    /** The word used on the wire: {@code ipv4} or {@code ipv6}. */
    public String word() {
        return word;
    }

    /** The family an address belongs to. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }
}
