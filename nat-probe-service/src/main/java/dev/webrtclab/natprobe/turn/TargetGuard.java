package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Decides which servers may be asked. A name is resolved once, all its addresses are judged, and
 * the judged address is the one connected to: a name that leads elsewhere a moment later changes
 * nothing.
 */
public final class TargetGuard {
    /** Looks a name up; literal addresses never come here. */
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** What was decided about one URL. */
    public sealed interface Verdict {
        /**
         * @param ours whether full findings may be told; a stranger's server gives away only that
         *     it speaks STUN or TURN, so that a check is no port scanner
         */
        record Admitted(Endpoint server, boolean ours) implements Verdict {}

        record Refused(String why) implements Verdict {}

        /**
         * @param ours as for {@link Admitted}
         */
        record Unresolved(boolean ours) implements Verdict {}
    }

    private final Optional<OwnServers> own;
    private final boolean others;
    private final Resolver resolver;

    private TargetGuard(Optional<OwnServers> own, boolean others, Resolver resolver) {
        this.own = own;
        this.others = others;
        this.resolver = resolver;
    }

    /**
     * For a service that strangers may ask.
     *
     * @param others whether other public addresses are allowed too
     */
    public static TargetGuard strict(OwnServers own, boolean others, Resolver resolver) {
        return new TargetGuard(Optional.of(own), others, resolver);
    }

    /** For the command line: it is the user's own machine, so every server is theirs to ask. */
    public static TargetGuard open(Resolver resolver) {
        return new TargetGuard(Optional.empty(), true, resolver);
    }

    public Verdict judge(TurnUrl url) {
        Optional<String> ownHost =
                own.map(servers -> servers.find(url)).orElse(Optional.of(url.host()));
        if (ownHost.isPresent()) {
            return first(ownHost.get(), url.port());
        }
        if (!others) {
            return new Verdict.Refused(
                    "This server is none of the lab's. An operator can list it in"
                            + " nat-probe.turn-check.servers.");
        }
        try {
            List<InetAddress> addresses =
                    url.literal().isPresent()
                            ? List.of(url.literal().get())
                            : resolver.resolve(url.host());
            boolean special =
                    addresses.stream().anyMatch(address -> SpecialRanges.find(address).isPresent());
            if (special) {
                return new Verdict.Refused(
                        "This server has an address that is not public. An operator can list it in"
                                + " nat-probe.turn-check.servers.");
            }
            return addresses.isEmpty()
                    ? new Verdict.Unresolved(false)
                    : new Verdict.Admitted(endpoint(addresses, url.port()), false);
        } catch (UnknownHostException e) {
            return new Verdict.Unresolved(false);
        }
    }

    private Verdict first(String host, int port) {
        try {
            List<InetAddress> addresses =
                    host.contains(":") || host.matches("[0-9.]+")
                            ? List.of(InetAddress.ofLiteral(host))
                            : resolver.resolve(host);
            return addresses.isEmpty()
                    ? new Verdict.Unresolved(true)
                    : new Verdict.Admitted(endpoint(addresses, port), true);
        } catch (UnknownHostException e) {
            return new Verdict.Unresolved(true);
        }
    }

    private static Endpoint endpoint(List<InetAddress> addresses, int port) {
        return new Endpoint(SpecialRanges.nameless(addresses.getFirst()), port);
    }
}
