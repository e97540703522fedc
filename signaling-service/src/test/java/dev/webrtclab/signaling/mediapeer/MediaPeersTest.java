package dev.webrtclab.signaling.mediapeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.PeerToSignaling.Load;
import dev.webrtclab.protocol.link.PeerToSignaling.RunningPeer;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.MediaState.Audio;
import dev.webrtclab.protocol.signaling.MediaState.Video;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MediaPeersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final RoomId ROOM = new RoomId("r");

    private final MediaPeers peers = new MediaPeers();
    private int next;

    private void register(String id, int capacity, String... sources) {
        peers.register(
                new PeerToSignaling.Register(
                        id,
                        "name-" + id,
                        null,
                        capacity,
                        List.of(sources).stream().map(s -> new SourceInfo(s, s)).toList(),
                        List.of(),
                        new Load(0, false, List.of())));
    }

    private Placement reserve(@Nullable String mediaPeer, @Nullable String source)
            throws RefusedException {
        return peers.reserve(
                new PeerId("p" + next++),
                ROOM,
                mediaPeer,
                source == null ? null : SourceChoice.of(source),
                NOW);
    }

    private void refuses(ErrorCode code, @Nullable String mediaPeer, @Nullable String source) {
        assertThatThrownBy(() -> reserve(mediaPeer, source))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    @Test
    void reserve_takesTheLeastLoaded_byShareOfItsCapacity() throws RefusedException {
        register("small", 2, "pattern");
        register("large", 8, "pattern");
        peers.load("small", new Load(1, false, List.of()));
        peers.load("large", new Load(2, false, List.of()));

        assertThat(reserve(null, null).mediaPeer()).isEqualTo("large");
    }

    @Test
    void reserve_countsPromisesThatNoLoadReportHasYet() throws RefusedException {
        register("a", 2, "pattern");

        reserve(null, null);
        Placement second = reserve(null, null);
        refuses(ErrorCode.MEDIA_PEERS_FULL, null, null);

        peers.released(second.peer());
        assertThat(reserve(null, null).mediaPeer()).isEqualTo("a");
    }

    @Test
    void reserve_countsEveryConnectionOfAPeer() throws RefusedException {
        register("a", 3, "pattern");
        Placement first = reserve(null, null);
        peers.connecting(first.peer(), new PeerId("x"));
        peers.connecting(first.peer(), new PeerId("y"));

        reserve(null, null);
        refuses(ErrorCode.MEDIA_PEERS_FULL, null, null);
        peers.parted(first.peer(), new PeerId("x"));
        reserve(null, null);
    }

    @Test
    void reserve_byIdOrName_andBySource() throws RefusedException {
        register("a", 2, "pattern");
        register("b", 2, "tone", "file:x");

        assertThat(reserve("b", null)).extracting(Placement::source).isEqualTo("tone");
        assertThat(reserve("name-a", null).mediaPeer()).isEqualTo("a");
        assertThat(reserve(null, "file:x").mediaPeer()).isEqualTo("b");
        refuses(ErrorCode.MEDIA_PEER_UNKNOWN, "c", null);
        refuses(ErrorCode.SOURCE_UNKNOWN, null, "file:y");
        refuses(ErrorCode.SOURCE_UNKNOWN, "a", "tone");
    }

    @Test
    void reserve_leavesOutDrainingAndUnlinkedOnes() {
        refuses(ErrorCode.NO_MEDIA_PEER, null, null);
        register("a", 2, "pattern");
        peers.load("a", new Load(0, true, List.of()));
        refuses(ErrorCode.MEDIA_PEERS_FULL, null, null);
        peers.linkDown("a", NOW);
        refuses(ErrorCode.NO_MEDIA_PEER, null, null);
    }

    @Test
    void forgetLost_waitsForTheGrace_andRemembersWhomItEnded() throws RefusedException {
        register("a", 2, "pattern");
        Placement placed = reserve(null, null);
        peers.linkDown("a", NOW);

        assertThat(peers.forgetLost(NOW.plusMillis(1999))).isEmpty();
        assertThat(peers.forgetLost(NOW.plusSeconds(2))).containsExactly(placed);
        assertThat(peers.wasLost(placed.peer())).isTrue();
    }

    @Test
    void forgetLost_afterTheLinkCameBack_endsNobody() throws RefusedException {
        register("a", 2, "pattern");
        reserve(null, null);
        peers.linkDown("a", NOW);
        register("a", 2, "pattern");

        assertThat(peers.forgetLost(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void adopt_countsWhatWasRunning() {
        register("a", 1, "pattern");
        peers.adopt(
                "a",
                new RunningPeer(
                        new PeerId("media-1"),
                        ROOM,
                        "pattern",
                        true,
                        List.of(new PeerId("x")),
                        null,
                        null,
                        null),
                NOW);

        refuses(ErrorCode.MEDIA_PEERS_FULL, null, null);
    }

    @Test
    void reserve_withoutAWish_passesOverWhatCanNotBeShown() throws RefusedException {
        register("a", 8, "pattern");
        peers.sources("a", List.of(broken("file:text.mp4"), new SourceInfo("tone", "Tone")));

        assertThat(reserve(null, null).source()).isEqualTo("tone");
        refuses(ErrorCode.SOURCE_UNKNOWN, null, "pattern");
        refuses(ErrorCode.SOURCE_FAILED, null, "file:text.mp4");
    }

    @Test
    void showing_tellsWhatThePeerSends_byItsSource() throws RefusedException {
        register("a", 8, "pattern", "tone");
        PeerId peer = reserve(null, null).peer();

        assertThat(peers.showing(peer, Shown.of(SourceChoice.of("tone"))))
                .isEqualTo(new MediaState(Audio.ON, Video.ON, false));
        assertThat(peers.showing(peer, new Shown("pattern", 640, 360, 30.0)))
                .isEqualTo(new MediaState(Audio.NONE, Video.ON, false));
        assertThat(peers.find(peer).orElseThrow().shows().width()).isEqualTo(640);
    }

    private static SourceInfo broken(String id) {
        return new SourceInfo(
                id, id, SourceInfo.Kind.FILE, null, null, null, null, null, null, "no picture");
    }
}
