package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SourceInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One media-peer-service as it last described itself.
 *
 * @param network label of its network position, when it has one
 * @param capacity most connections it holds at once
 * @param linkDownSince when its link was lost, or {@code null} while it is linked
 */
public record MediaPeerState(
        String id,
        String name,
        @Nullable String network,
        int capacity,
        List<SourceInfo> sources,
        PeerToSignaling.Load load,
        @Nullable Instant linkDownSince) {
    public MediaPeerState {
        sources = List.copyOf(sources);
        if (capacity < 1 || sources.isEmpty()) {
            throw new IllegalArgumentException("a media peer needs a capacity and a source");
        }
    }

    /** Whether it can be reached. */
    public boolean isLinked() {
        return linkDownSince == null;
    }

    boolean isLost(Instant now, Duration grace) {
        return linkDownSince != null && !linkDownSince.plus(grace).isAfter(now);
    }

    boolean answersTo(@Nullable String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    Optional<SourceInfo> find(String source) {
        return sources.stream().filter(info -> info.id().equals(source)).findFirst();
    }

    /** What is shown when nobody says what: the first that can be. */
    SourceInfo usual() {
        return sources.stream()
                .filter(info -> info.problem() == null)
                .findFirst()
                .orElse(sources.getFirst());
    }

    MediaPeerState withSources(List<SourceInfo> latest) {
        return new MediaPeerState(id, name, network, capacity, latest, load, linkDownSince);
    }

    MediaPeerState withLoad(PeerToSignaling.Load latest) {
        return new MediaPeerState(id, name, network, capacity, sources, latest, linkDownSince);
    }

    MediaPeerState withLinkDownSince(Instant since) {
        return new MediaPeerState(id, name, network, capacity, sources, load, since);
    }
}
