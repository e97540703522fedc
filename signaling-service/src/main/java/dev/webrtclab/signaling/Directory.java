package dev.webrtclab.signaling;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.networks.NatReport;
import dev.webrtclab.signaling.networks.NatReports;
import dev.webrtclab.signaling.records.Participant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a peer when its record begins. */
final class Directory {
    private final MediaPeers mediaPeers;
    private final NatReports reports;

    Directory(MediaPeers mediaPeers, NatReports reports) {
        this.mediaPeers = mediaPeers;
        this.reports = reports;
    }

    Participant find(PeerId peer) {
        Optional<MediaPeerState> service =
                mediaPeers.find(peer).flatMap(placement -> mediaPeers.state(placement.mediaPeer()));
        if (service.isEmpty()) {
            return new Participant(peer, Participant.Kind.BROWSER, null, null, null);
        }
        String network = service.get().network();
        return new Participant(
                peer, Participant.Kind.MEDIA_PEER, service.get().name(), network, nat(network));
    }

    private @Nullable String nat(@Nullable String network) {
        return network == null
                ? null
                : reports.known(network).map(NatReport.Measured::json).orElse(null);
    }
}
