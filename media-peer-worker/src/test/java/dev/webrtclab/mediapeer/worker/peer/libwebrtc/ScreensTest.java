package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceBroke;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceRejected;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceShown;
import dev.webrtclab.mediapeer.worker.peer.RtcPeer;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.source.Sources;
import dev.webrtclab.mediapeer.worker.testing.FakeDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What viewers are shown of a camera and of films, none of which is real. */
@Timeout(120)
class ScreensTest {
    private static final long PATIENCE = 20;
    private static final Shape SMALL = new Shape(320, 240, 10);
    private static final Shape LARGE = new Shape(640, 480, 15);

    private static RtcThread thread;
    private static FakeDevices cameras;
    private static FakeDevices films;
    private static LibwebrtcPeers peers;

    private final List<Watcher> watchers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        thread = new RtcThread();
        cameras = new FakeDevices();
        films = new FakeDevices();
        Sources sources = new Sources(() -> 0, films, cameras);
        peers = onThread(() -> new LibwebrtcPeers(thread, false, sources));
    }

    @AfterEach
    void leave() throws Exception {
        cameras.refuse(false);
        for (Watcher watcher : watchers) {
            watcher.close();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        onThread(
                () -> {
                    peers.close();
                    return true;
                });
        thread.close();
    }

    @Test
    void camera_inAnotherSize_isOpenedAnew() throws Exception {
        Watcher watcher = new Watcher(wish("camera:0", SMALL));
        assertThat(watcher.next()).isEqualTo(new SourceShown("camera:0", SMALL));
        watcher.show(wish("camera:0", LARGE));
        assertThat(watcher.next()).isEqualTo(new SourceShown("camera:0", LARGE));
        watcher.show(wish("camera:0", SMALL));
        assertThat(watcher.next()).isEqualTo(new SourceShown("camera:0", SMALL));
    }

    @Test
    void camera_isInTheLastSizeThatWasAskedFor_forAllWhoWatch() throws Exception {
        Watcher one = new Watcher(wish("camera:1", SMALL));
        assertThat(one.next()).isEqualTo(new SourceShown("camera:1", SMALL));
        Watcher other = new Watcher(wish("camera:1", LARGE));
        assertThat(one.next()).isEqualTo(new SourceShown("camera:1", LARGE));
        assertThat(other.next()).isEqualTo(new SourceShown("camera:1", LARGE));
        one.show(wish("camera:1", SMALL));
        other.show(wish("camera:1", SMALL));
        assertThat(one.next()).isEqualTo(new SourceShown("camera:1", SMALL));
        assertThat(other.next()).isEqualTo(new SourceShown("camera:1", SMALL));
    }

    @Test
    void camera_thatNobodyWatchesAnyMore_isOpenedInAnotherSize() throws Exception {
        Watcher watcher = new Watcher(wish("camera:2", SMALL));
        watcher.next();
        watcher.show(Wish.STANDARD);
        assertThat(watcher.next()).isEqualTo(new SourceShown("pattern", Shape.STANDARD));
        watcher.show(wish("camera:2", LARGE));
        assertThat(watcher.next()).isEqualTo(new SourceShown("camera:2", LARGE));
    }

    @Test
    void camera_ofWhichTwoSizesAreAskedAtOnce_isShownInTheLast() throws Exception {
        Watcher watcher = new Watcher(Wish.STANDARD);
        watcher.next();
        watcher.show(wish("camera:3", SMALL), wish("camera:3", LARGE));
        assertThat(watcher.next()).isInstanceOf(SourceRejected.class);
        assertThat(watcher.next()).isEqualTo(new SourceShown("camera:3", LARGE));
    }

    @Test
    void camera_thatDoesNotOpenAgain_givesWayToThePattern() throws Exception {
        Watcher watcher = new Watcher(wish("camera:4", SMALL));
        watcher.next();
        cameras.refuse(true);
        watcher.show(wish("camera:4", LARGE));
        assertThat(watcher.next()).isInstanceOf(SourceRejected.class);
        assertThat(watcher.next()).isInstanceOf(SourceBroke.class);
        assertThat(watcher.next()).isEqualTo(new SourceShown("pattern", Shape.STANDARD));
    }

    @Test
    void film_isSoughtByTheThreadThatDrawsIt() throws Exception {
        Watcher watcher = new Watcher(Wish.STANDARD);
        watcher.next();
        watcher.show(new Wish(program("file:a.mp4", SMALL), 5000L, null));
        assertThat(watcher.next()).isEqualTo(new SourceShown("file:a.mp4", SMALL));
        FakeDevices.Sought sought = films.sought().poll(PATIENCE, TimeUnit.SECONDS);
        assertThat(sought).isNotNull();
        assertThat(sought.positionMs()).isEqualTo(5000);
        assertThat(sought.thread()).startsWith("frames-");
    }

    private static Wish wish(String id, Shape shape) {
        return new Wish(program(id, shape), null, null);
    }

    private static Program program(String id, Shape shape) {
        return new Program(
                "g", new SourceSpec(id, shape.width(), shape.height(), shape.framesPerSecond()));
    }

    private static <T> T onThread(Supplier<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread.execute(
                () -> {
                    try {
                        result.complete(task.get());
                    } catch (Throwable t) {
                        result.completeExceptionally(t);
                    }
                });
        return result.get(PATIENCE, TimeUnit.SECONDS);
    }

    /** A connection that never connects, and what it is told about its picture. */
    private final class Watcher {
        private final BlockingQueue<SourceObservation> told = new LinkedBlockingQueue<>();
        private final RtcPeer peer;

        Watcher(Wish wish) throws Exception {
            peer = onThread(() -> peers.open(List.of(), wish, this::heard));
            watchers.add(this);
        }

        private void heard(PeerObservation observation) {
            if (observation instanceof SourceObservation ofSource) {
                told.add(ofSource);
            }
        }

        /** Asks for one after the other, before the first can be answered. */
        void show(Wish... wishes) throws Exception {
            onThread(
                    () -> {
                        List.of(wishes).forEach(peer::show);
                        return true;
                    });
        }

        @Nullable SourceObservation next() throws Exception {
            return told.poll(PATIENCE, TimeUnit.SECONDS);
        }

        void close() throws Exception {
            onThread(
                    () -> {
                        peer.close();
                        return true;
                    });
        }
    }
}
