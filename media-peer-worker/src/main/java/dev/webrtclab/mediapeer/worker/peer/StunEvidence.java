package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.enginelog.StunFact;
import dev.webrtclab.protocol.signaling.EvidenceEvent;

/** What the engine's log tells of one connection, with the addresses that it means. */
final class StunEvidence {
    private final KnownAddresses addresses;

    StunEvidence(KnownAddresses addresses) {
        this.addresses = addresses;
    }

    EvidenceEvent of(StunFact fact) {
        return switch (fact) {
            case StunFact.Sent sent ->
                    new EvidenceEvent.StunSent(
                            method(sent.method()),
                            sent.id(),
                            toward(sent.toward()),
                            addresses.find(sent.local()),
                            addresses.find(sent.remote()),
                            addresses.find(sent.target()),
                            sent.toward() == StunFact.Toward.PEER ? sent.useCandidate() : null,
                            sent.retransmission());
            case StunFact.Received received ->
                    new EvidenceEvent.StunReceived(
                            method(received.method()),
                            received.id(),
                            toward(received.toward()),
                            received.code(),
                            null,
                            (double) received.rttMs(),
                            addresses.find(received.local()),
                            addresses.find(received.remote()),
                            addresses.find(received.mapped()),
                            addresses.find(received.relayed()),
                            null);
            case StunFact.TimedOut timedOut ->
                    new EvidenceEvent.StunTimeout(
                            method(timedOut.method()),
                            timedOut.id(),
                            toward(timedOut.toward()),
                            addresses.find(timedOut.remote()),
                            null);
            case StunFact.CheckReceived check ->
                    new EvidenceEvent.CheckReceived(
                            check.id(),
                            addresses.find(check.local()),
                            addresses.find(check.remote()),
                            null);
        };
    }

    private static EvidenceEvent.StunMethod method(
            dev.webrtclab.mediapeer.worker.enginelog.StunMethod method) {
        return EvidenceEvent.StunMethod.valueOf(method.name());
    }

    private static EvidenceEvent.Toward toward(StunFact.Toward toward) {
        return EvidenceEvent.Toward.valueOf(toward.name());
    }
}
