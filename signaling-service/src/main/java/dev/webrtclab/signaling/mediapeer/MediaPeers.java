package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The media-peer-services that are linked, how busy they are, and which of their peers are in which
 * room. A place is taken the moment a peer is chosen, so two calls at once can not overbook. Safe
 * for any number of threads.
 */
public final class MediaPeers {
    /** How long a lost link may take to come back before its peers are gone. */
    public static final Duration LINK_GRACE = Duration.ofSeconds(2);

    private static final int MOST_GIVEN_UP = 1024;
    private static final int MOST_DEPARTED = 256;

    private final Map<String, MediaPeerState> services = new LinkedHashMap<>();
    private final Map<PeerId, Placement> placements = new LinkedHashMap<>();

    private final Map<PeerId, Boolean> givenUp = latest(MOST_GIVEN_UP);
    private final Map<PeerId, Placement> departed = latest(MOST_DEPARTED);

    private static <T> Map<PeerId, T> latest(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<PeerId, T> eldest) {
                return size() > most;
            }
        };
    }

    /** A link came up, or came back. Its peers follow by {@link #adopt}. */
    public synchronized void register(PeerToSignaling.Register register) {
        services.put(
                register.mediaPeer(),
                new MediaPeerState(
                        register.mediaPeer(),
                        register.name(),
                        register.network(),
                        register.capacity(),
                        register.sources(),
                        register.load(),
                        null));
    }

    /** How busy a linked service says it is; unknown services are ignored. */
    public synchronized void load(String id, PeerToSignaling.Load load) {
        services.computeIfPresent(id, (key, state) -> state.withLoad(load));
    }

    /** What a linked service can show from now on; unknown services and empty lists are ignored. */
    public synchronized void sources(String id, List<SourceInfo> sources) {
        if (!sources.isEmpty()) {
            services.computeIfPresent(id, (key, state) -> state.withSources(sources));
        }
    }

    /** The link of a service went down; it is not chosen until it registers again. */
    public synchronized void linkDown(String id, Instant now) {
        services.computeIfPresent(id, (key, state) -> state.withLinkDownSince(now));
    }

    /** Forgets the services whose link is down for too long; their peers are to be ended. */
    public synchronized List<Placement> forgetLost(Instant now) {
        List<String> lost =
                services.values().stream()
                        .filter(state -> state.isLost(now, LINK_GRACE))
                        .map(MediaPeerState::id)
                        .toList();
        lost.forEach(services::remove);
        List<Placement> ended =
                placements.values().stream()
                        .filter(placement -> lost.contains(placement.mediaPeer()))
                        .toList();
        ended.forEach(placement -> givenUp.put(placement.peer(), true));
        return ended;
    }

    /** Whether a peer was ended because its link did not come back in time. */
    public synchronized boolean wasLost(PeerId peer) {
        return givenUp.containsKey(peer);
    }

    /**
     * Chooses a media peer and takes a place on it for {@code peer}, until {@link #released}.
     *
     * @param mediaPeer id or name of the one to use; without it the least loaded
     * @param choice what it has to show; without it the first source of the chosen one
     * @throws RefusedException {@link ErrorCode#NO_MEDIA_PEER}, {@link
     *     ErrorCode#MEDIA_PEER_UNKNOWN}, {@link ErrorCode#SOURCE_UNKNOWN}, {@link
     *     ErrorCode#SOURCE_FAILED} or {@link ErrorCode#MEDIA_PEERS_FULL}
     */
    public synchronized Placement reserve(
            PeerId peer,
            RoomId room,
            @Nullable String mediaPeer,
            @Nullable SourceChoice choice,
            Instant now)
            throws RefusedException {
        List<MediaPeerState> candidates =
                services.values().stream().filter(MediaPeerState::isLinked).toList();
        if (candidates.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NO_MEDIA_PEER, "no media-peer-service is connected");
        }
        candidates =
                keep(
                        candidates,
                        mediaPeer == null,
                        state -> state.answersTo(mediaPeer),
                        ErrorCode.MEDIA_PEER_UNKNOWN,
                        "no media peer has that id or name");
        candidates =
                keep(
                        candidates,
                        choice == null,
                        state -> choice != null && state.find(choice.source()).isPresent(),
                        ErrorCode.SOURCE_UNKNOWN,
                        "no media peer that may be chosen offers it");
        MediaPeerState chosen =
                candidates.stream()
                        .filter(state -> !state.load().draining() && used(state) < state.capacity())
                        .min(Comparator.comparingDouble(s -> (double) used(s) / s.capacity()))
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.MEDIA_PEERS_FULL,
                                                "every media peer that could serve it is busy"));
        SourceInfo source =
                choice == null ? chosen.usual() : chosen.find(choice.source()).orElseThrow();
        requireShowable(source);
        Shown shown = Shown.of(choice == null ? SourceChoice.of(source.id()) : choice);
        Placement placement =
                new Placement(peer, room, chosen.id(), shown, source.state(), now, Set.of());
        placements.put(peer, placement);
        return placement;
    }

    private static void requireShowable(SourceInfo source) throws RefusedException {
        if (source.problem() != null) {
            throw new RefusedException(ErrorCode.SOURCE_FAILED, source.problem());
        }
    }

    /**
     * Looks whether a peer can show a source.
     *
     * @throws RefusedException {@link ErrorCode#SOURCE_UNKNOWN} or {@link ErrorCode#SOURCE_FAILED}
     */
    public synchronized void requireSource(PeerId peer, String source) throws RefusedException {
        SourceInfo info =
                serviceOf(peer)
                        .flatMap(state -> state.find(source))
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.SOURCE_UNKNOWN,
                                                "this media peer does not offer it"));
        requireShowable(info);
    }

    /** A peer shows something else: answers what it sends with that. */
    public synchronized MediaState showing(PeerId peer, Shown shown) {
        MediaState state =
                serviceOf(peer)
                        .flatMap(service -> service.find(shown.source()))
                        .orElseGet(() -> new SourceInfo(shown.source(), shown.source()))
                        .state();
        placements.computeIfPresent(peer, (id, placement) -> placement.showing(shown, state));
        return state;
    }

    private Optional<MediaPeerState> serviceOf(PeerId peer) {
        return Optional.ofNullable(placements.get(peer))
                .map(placement -> services.get(placement.mediaPeer()));
    }

    private static List<MediaPeerState> keep(
            List<MediaPeerState> states,
            boolean all,
            Predicate<MediaPeerState> rule,
            ErrorCode otherwise,
            String detail)
            throws RefusedException {
        List<MediaPeerState> kept = all ? states : states.stream().filter(rule).toList();
        if (kept.isEmpty()) {
            throw new RefusedException(otherwise, detail);
        }
        return kept;
    }

    /**
     * A peer that was running before; its place counts from now on.
     *
     * @return what it sends
     */
    public synchronized MediaState adopt(
            String mediaPeer, PeerToSignaling.RunningPeer running, Instant now) {
        var silent = new MediaState(MediaState.Audio.NONE, MediaState.Video.NONE, false);
        placements.merge(
                running.peerId(),
                new Placement(
                        running.peerId(),
                        running.roomId(),
                        mediaPeer,
                        running.shown(),
                        silent,
                        now,
                        Set.copyOf(running.remotes())),
                (known, again) -> known.withRemotes(again.remotes()));
        return showing(running.peerId(), running.shown());
    }

    /** A remote got, or is about to get, a connection to a peer. */
    public synchronized void connecting(PeerId peer, PeerId remote) {
        placements.computeIfPresent(peer, (id, placement) -> placement.with(remote));
    }

    /** A remote has no connection to a peer any more. */
    public synchronized void parted(PeerId peer, PeerId remote) {
        placements.computeIfPresent(peer, (id, placement) -> placement.without(remote));
    }

    /** A peer is gone; its place is free. */
    public synchronized void released(PeerId peer) {
        Placement gone = placements.remove(peer);
        if (gone != null) {
            departed.put(peer, gone);
        }
    }

    /** Where a peer is, or where it was until lately: what it observed may come after its end. */
    public synchronized Optional<Placement> findLately(PeerId peer) {
        return find(peer).or(() -> Optional.ofNullable(departed.get(peer)));
    }

    /** Where a peer is. */
    public synchronized Optional<Placement> find(PeerId peer) {
        return Optional.ofNullable(placements.get(peer));
    }

    /** All peers of one service. */
    public synchronized List<Placement> of(String mediaPeer) {
        return placements.values().stream().filter(p -> p.mediaPeer().equals(mediaPeer)).toList();
    }

    /** All peers of all services, oldest first. */
    public synchronized List<Placement> placements() {
        return new ArrayList<>(placements.values());
    }

    /** One service as it last described itself, linked or not. */
    public synchronized Optional<MediaPeerState> state(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /** The linked services, in the order they came. */
    public synchronized List<MediaPeerState> linked() {
        return services.values().stream().filter(MediaPeerState::isLinked).toList();
    }

    /** Connections that a service holds or has promised: the larger of its own count and ours. */
    private int used(MediaPeerState state) {
        int promised =
                placements.values().stream()
                        .filter(placement -> placement.mediaPeer().equals(state.id()))
                        .mapToInt(placement -> Math.max(1, placement.remotes().size()))
                        .sum();
        return Math.max(promised, state.load().sessions());
    }
}
