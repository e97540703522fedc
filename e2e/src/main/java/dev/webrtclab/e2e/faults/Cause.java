package dev.webrtclab.e2e.faults;

import java.util.List;

/** Something that is done to the lab to make a call suffer. Each is undone after the fault. */
public sealed interface Cause {
    /** Packets are dropped inside the network namespace of one container. */
    record Packets(Place place, Rules rules) implements Cause {}

    /** Commands with the right to configure the network, inside one container's namespace. */
    record Interfaces(Place place, String commands) implements Cause {}

    /** A service is stopped, later started again. */
    record Stopped(Place place) implements Cause {}

    /** All processes of a service stand still, later go on. */
    record Frozen(Place place) implements Cause {}

    /** A container ends at once, later starts again. */
    record Killed(Place place) implements Cause {}

    /** The worker processes of a media peer get a signal. */
    record WorkerSignalled(String peer, String signal) implements Cause {}

    /** The page runs another script before its own: a browser or a page that behaves otherwise. */
    record Script(String file, String parameters) implements Cause {}

    /** The page's TURN credentials have run out long ago; the signature is right. */
    record ExpiredCredential() implements Cause {}

    /** A media peer more, with settings of its own. */
    record OneMorePeer(String name, List<String> settings) implements Cause {}

    /** A call that keeps a place of a media peer taken. */
    record AnotherCall(String peer) implements Cause {}

    /** Where in the lab. */
    sealed interface Place {
        /** The container of the browser that calls. */
        record OfTheBrowser() implements Place {}

        /** A media peer, by the label of its network or by its name. */
        record OfPeer(String peer) implements Place {}

        /** A service of Compose. */
        record OfService(String service) implements Place {}

        /** Every media peer there is. */
        record OfAllPeers() implements Place {}
    }

    /**
     * Rules in nftables syntax for packets in and out of a container.
     *
     * @param in statements for what comes in
     * @param out statements for what leaves
     */
    record Rules(List<String> in, List<String> out) {
        static Rules in(String... statements) {
            return new Rules(List.of(statements), List.of());
        }

        static Rules out(String... statements) {
            return new Rules(List.of(), List.of(statements));
        }

        /** The same statements both ways. */
        static Rules both(String... statements) {
            return new Rules(List.of(statements), List.of(statements));
        }
    }
}
