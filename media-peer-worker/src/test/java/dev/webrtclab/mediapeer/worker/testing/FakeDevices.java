package dev.webrtclab.mediapeer.worker.testing;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.source.Sources;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Sources without pictures of their own that refuse, as a camera does, to be open twice. */
public final class FakeDevices implements Sources.Shelf {
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Sought> sought = new LinkedBlockingQueue<>();
    private volatile boolean refuses;

    /** A position that one was sent to, and the thread that did it. */
    public record Sought(long positionMs, String thread) {}

    /** Whether none can be opened from now on. */
    public void refuse(boolean now) {
        refuses = now;
    }

    /** Positions that were sought, in order. */
    public BlockingQueue<Sought> sought() {
        return sought;
    }

    @Override
    public List<SourceListing> list() {
        return List.of();
    }

    @Override
    public MediaSource open(SourceSpec spec) throws SourceException {
        if (refuses || !open.add(spec.id())) {
            throw new SourceException(new SourceProblem.Gone("it does not open"));
        }
        return new Device(spec);
    }

    @Override
    public byte[] thumbnail(String id) {
        return new byte[0];
    }

    private final class Device implements MediaSource {
        private final SourceSpec spec;

        Device(SourceSpec spec) {
            this.spec = spec;
        }

        @Override
        public String id() {
            return spec.id();
        }

        @Override
        public Shape shape() {
            return spec.shape(Shape.STANDARD);
        }

        @Override
        public Outcome draw(I420Image image, long nowNanos) {
            image.clear();
            return new Outcome.Drawn();
        }

        @Override
        public boolean hasAudio() {
            return false;
        }

        @Override
        public boolean play(short[] block, long nowNanos) {
            return false;
        }

        @Override
        public long positionMs(long nowNanos) {
            return 0;
        }

        @Override
        public void seek(long positionMs, long nowNanos) {
            sought.add(new Sought(positionMs, Thread.currentThread().getName()));
        }

        @Override
        public void loop(boolean again) {}

        @Override
        public void close() {
            open.remove(spec.id());
        }
    }
}
