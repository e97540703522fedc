package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * One observation of a session.
 *
 * @param n position in the record, counted from 1, in the order of arrival at this service
 * @param at when it happened, in ms since the epoch on the lab clock
 * @param uncertaintyMs half width of the error of {@code at}; 0 for what this service saw itself
 * @param observer who measured it
 * @param by the peer that measured it; for {@link Observer#SIGNALING} the one that acted
 * @param from the end it is about
 * @param to the other end
 */
public record SessionEvent(
        int n,
        double at,
        double uncertaintyMs,
        Observer observer,
        PeerId by,
        PeerId from,
        PeerId to,
        What what) {

    /** Who measured. */
    public enum Observer {
        SIGNALING,
        MEDIA_PEER,
        BROWSER
    }

    /** What happened. */
    public sealed interface What {
        /**
         * A signal was relayed.
         *
         * @param bytes length of its text
         * @param candidate the candidate line of a candidate
         * @param url server that a candidate came from
         * @param relayProtocol transport to the TURN server of a relay candidate
         * @param forwardedAt when it was queued for its receiver, in ms on the lab clock
         */
        record Signaled(
                Kind signal,
                int bytes,
                @Nullable String candidate,
                @Nullable String url,
                @Nullable String relayProtocol,
                double forwardedAt)
                implements What {}

        /** One end measured something. */
        record Observed(EvidenceEvent event) implements What {}

        /** The connection ended. */
        record Left(@Nullable LeaveReason reason) implements What {}

        /** Kinds of signals. */
        enum Kind {
            OFFER,
            ANSWER,
            CANDIDATE,
            END_OF_CANDIDATES
        }
    }
}
