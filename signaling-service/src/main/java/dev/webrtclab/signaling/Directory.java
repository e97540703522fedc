package dev.webrtclab.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.networks.NatReport;
import dev.webrtclab.signaling.networks.NatReports;
import dev.webrtclab.signaling.records.Known;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a peer when its record begins. */
final class Directory {
    private static final ObjectMapper JSON = WireJson.fileMapper();

    private final MediaPeers mediaPeers;
    private final NatReports reports;

    Directory(MediaPeers mediaPeers, NatReports reports) {
        this.mediaPeers = mediaPeers;
        this.reports = reports;
    }

    Known find(PeerId peer) {
        Optional<MediaPeerState> service =
                mediaPeers.find(peer).flatMap(placement -> mediaPeers.state(placement.mediaPeer()));
        if (service.isEmpty()) {
            return new Known(
                    new Participant(peer, Participant.Role.BROWSER, null, null, null), null);
        }
        String network = service.get().network();
        JsonNode nat = nat(network);
        return new Known(
                new Participant(
                        peer, Participant.Role.MEDIA_PEER, service.get().name(), network, nat),
                nat == null ? null : NatEvidence.of(network, nat));
    }

    private @Nullable JsonNode nat(@Nullable String network) {
        return network == null
                ? null
                : reports.known(network)
                        .map(NatReport.Measured::json)
                        .map(Directory::parsed)
                        .orElse(null);
    }

    private static JsonNode parsed(String report) {
        try {
            return JSON.readTree(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a NAT report that was parsed before", e);
        }
    }
}
