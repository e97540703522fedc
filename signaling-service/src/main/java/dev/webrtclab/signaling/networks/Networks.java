package dev.webrtclab.signaling.networks;

import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which network positions there are: those that a linked media peer says it is in. A name is a
 * label for people; what a network does is measured, never looked up by its name.
 */
public final class Networks {
    private final MediaPeers mediaPeers;
    private final String second;

    /**
     * One position.
     *
     * @param second whether it is the extra one that stands in for a second network of any kind
     */
    public record Network(String name, boolean second, List<MediaPeerState> mediaPeers) {
        public Network {
            mediaPeers = List.copyOf(mediaPeers);
        }
    }

    /**
     * The positions of these media peers.
     *
     * @param second label of the extra network
     */
    public Networks(MediaPeers mediaPeers, String second) {
        this.mediaPeers = mediaPeers;
        this.second = second;
    }

    /** All positions now, by name, the extra one last. */
    public List<Network> all() {
        Map<String, List<MediaPeerState>> byName = new TreeMap<>();
        for (MediaPeerState state : mediaPeers.linked()) {
            if (state.network() != null) {
                byName.computeIfAbsent(state.network(), name -> new ArrayList<>()).add(state);
            }
        }
        return byName.entrySet().stream()
                .map(
                        entry ->
                                new Network(
                                        entry.getKey(),
                                        entry.getKey().equals(second),
                                        entry.getValue()))
                .sorted(Comparator.comparing(Network::second).thenComparing(Network::name))
                .toList();
    }

    /** The position of that name, if a media peer is in it. */
    public Optional<Network> find(String name) {
        return all().stream().filter(network -> network.name().equals(name)).findFirst();
    }

    /** The extra position, if a media peer is in it. */
    public Optional<Network> second() {
        return find(second);
    }
}
