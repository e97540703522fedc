package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.GuardedSdp;
import java.util.List;

/**
 * Port: one native connection. All methods are called on one thread, return without waiting for the
 * network, and do nothing after {@link #close}. Only text that passed a guard gets in.
 */
public interface RtcPeer {
    /**
     * Applies an offer and answers it; the outcome is an observation.
     *
     * @param passive answer as DTLS server, see {@link Descriptions#passive}
     */
    void apply(GuardedSdp offer, boolean passive);

    /** Makes an offer and describes itself by it; the outcome is an observation. */
    void makeOffer();

    /** Applies the answer to the offer; the outcome is an observation. */
    void applyAnswer(GuardedSdp answer);

    /** Adds a candidate; the remote description must have been applied. */
    void addCandidate(RemoteCandidate candidate);

    /** ICE servers for the next gathering. */
    void useServers(List<GuardedIceUrl> servers);

    /** Shows something else; the outcome is an observation. Nothing for one that views. */
    void show(Wish wish);

    /** Draws a frame at once. */
    void showNow();

    /** Reads the local description; the outcome is an observation. */
    void readDescription();

    /** Reads the statistics; the outcome is an observation. */
    void measure();

    /** Ends the connection and its encoder; no observation follows. */
    void close();
}
