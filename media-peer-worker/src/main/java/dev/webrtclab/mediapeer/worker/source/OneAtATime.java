package dev.webrtclab.mediapeer.worker.source;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Cameras, each of which is open once at a time: opening one waits until it was closed, which
 * happens on another thread, and gives up after a while.
 */
final class OneAtATime implements Sources.Shelf {
    /** Longest wait; closing a camera takes some 100 ms. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Sources.Shelf devices;
    private final Duration patience;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    OneAtATime(Sources.Shelf devices, Duration patience) {
        this.devices = devices;
        this.patience = patience;
    }

    @Override
    public List<SourceListing> list() {
        return devices.list();
    }

    @Override
    public MediaSource open(SourceSpec spec) throws SourceException {
        Semaphore turn = turns.computeIfAbsent(spec.id(), _ -> new Semaphore(1));
        await(turn);
        boolean opened = false;
        try {
            MediaSource device = new Held(devices.open(spec), turn);
            opened = true;
            return device;
        } finally {
            if (!opened) {
                turn.release();
            }
        }
    }

    private void await(Semaphore turn) throws SourceException {
        try {
            if (turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SourceException(
                new SourceProblem.Gone("the camera is in use here; try again in a moment"));
    }

    @Override
    public byte[] thumbnail(String id) throws SourceException {
        return devices.thumbnail(id);
    }

    /** An open camera; the next one may open it when this is closed. */
    private record Held(MediaSource device, Semaphore turn) implements MediaSource {
        @Override
        public String id() {
            return device.id();
        }

        @Override
        public Shape shape() {
            return device.shape();
        }

        @Override
        public Outcome draw(I420Image image, long nowNanos) {
            return device.draw(image, nowNanos);
        }

        @Override
        public boolean hasAudio() {
            return device.hasAudio();
        }

        @Override
        public boolean play(short[] block, long nowNanos) {
            return device.play(block, nowNanos);
        }

        @Override
        public long positionMs(long nowNanos) {
            return device.positionMs(nowNanos);
        }

        @Override
        public void seek(long positionMs, long nowNanos) {
            device.seek(positionMs, nowNanos);
        }

        @Override
        public void loop(boolean again) {
            device.loop(again);
        }

        @Override
        public void close() {
            try {
                device.close();
            } finally {
                turn.release();
            }
        }
    }
}
