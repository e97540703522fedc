package dev.webrtclab.e2e.faults;

import java.util.List;

/** The call through which a fault is seen. */
public sealed interface Call {
    /** The network position of the peer without NAT. */
    String NONE = "none";

    /**
     * A person's call on the page.
     *
     * @param browser who calls
     * @param peer label or name of the media peer that is called
     * @param relayOnly whether only relayed paths are allowed
     * @param ends what the call comes to
     */
    record FromPage(Browser browser, String peer, boolean relayOnly, Ends ends) implements Call {
        FromPage relayed() {
            return new FromPage(browser, peer, true, ends);
        }
    }

    /** A call that a page begins by itself, with sound, while nobody touches it. */
    record Untouched(Browser browser, String peer) implements Call {}

    /** A call between media peers, by the labels of their networks. */
    record BetweenPeers(String from, String to) implements Call {}

    /** What a call comes to, and so how its verdict is read. */
    enum Ends {
        /** It fails, and its record says why. */
        FAILED,
        /** It lasts, well or badly, and its verdict is read meanwhile. */
        LASTED,
        /** It never gets so far as to have a record: the page itself says why. */
        ON_THE_PAGE
    }

    /** A Chromium. */
    sealed interface Browser {
        /**
         * One in a container in a network of the lab, with a network namespace of its own.
         *
         * @param network label of the network
         * @param page address that it opens
         * @param docker further options of its container
         */
        record InNetwork(String network, String page, List<String> docker) implements Browser {}

        /** One on this machine, which hides its host addresses, with further options. */
        record OnThisMachine(String page, List<String> options) implements Browser {}
    }
}
