package dev.webrtclab.natprobe.nat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A transport address: IP address and port. Prints without a name lookup, IPv6 in brackets.
 *
 * @param address the literal address, never resolved again
 * @param port 0 to 65535
 */
public record Endpoint(InetAddress address, int port) {
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** The same address with another port. */
    public Endpoint withPort(int otherPort) {
        return new Endpoint(address, otherPort);
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    public AddressFamily family() {
        return AddressFamily.of(address);
    }

    boolean sameAddress(Endpoint other) {
        return address.equals(other.address);
    }

    @Override
    public String toString() {
        String literal = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + literal + "]:" + port : literal + ":" + port;
    }
}
