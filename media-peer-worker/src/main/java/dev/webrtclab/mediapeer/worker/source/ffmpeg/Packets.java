package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Packets of a file, sorted by stream: those of the other stream wait, bounded in number and bytes.
 * When too many wait, no more is read until some are taken; those that nobody takes are lost.
 */
final class Packets implements AutoCloseable {
    private static final int MOST_WAITING = 1000;
    private static final long MOST_BYTES = 8L << 20;

    private final Container container;
    private final @Nullable Waiting video;
    private final @Nullable Waiting audio;
    private boolean end;

    Packets(Container container, @Nullable AVStream video, @Nullable AVStream audio) {
        this.container = container;
        this.video = video == null ? null : new Waiting(video.index());
        this.audio = audio == null ? null : new Waiting(audio.index());
    }

    /** Packets of one stream that wait for their decoder. */
    private static final class Waiting {
        private final int stream;
        private final Deque<AVPacket> packets = new ArrayDeque<>();
        private long bytes;
        private boolean taken = true;

        Waiting(int stream) {
            this.stream = stream;
        }

        void add(AVPacket packet) {
            packets.add(packet);
            bytes += packet.size();
        }

        @Nullable AVPacket poll() {
            AVPacket packet = packets.poll();
            if (packet != null) {
                bytes -= packet.size();
            }
            return packet;
        }

        boolean full() {
            return packets.size() >= MOST_WAITING || bytes >= MOST_BYTES;
        }

        boolean blocks() {
            return taken && full();
        }

        void clear() {
            for (AVPacket packet = poll(); packet != null; packet = poll()) {
                avcodec.av_packet_free(packet);
            }
        }
    }

    /** Whether somebody takes pictures: sound waits for them, or they are lost. */
    void takesVideo(boolean now) {
        if (video != null) {
            video.taken = now;
        }
    }

    /** Whether somebody takes sound: pictures wait for it, or it is lost. */
    void takesAudio(boolean now) {
        if (audio != null) {
            audio.taken = now;
        }
    }

    /**
     * The next packet with a picture, to be freed; {@code null} also when so much sound waits that
     * no more is read now, or when the time is over.
     */
    @Nullable AVPacket nextVideo(Budget budget) {
        return video == null ? null : next(video, audio, budget);
    }

    /**
     * The next packet with sound, to be freed; {@code null} also when so many pictures wait that no
     * more is read now, or when the time is over.
     */
    @Nullable AVPacket nextAudio(Budget budget) {
        return audio == null ? null : next(audio, video, budget);
    }

    /** Whether no picture is read until some sound is taken. */
    boolean videoWaits() {
        return video != null && video.packets.isEmpty() && audio != null && audio.blocks();
    }

    /** Whether the file was read to its end. */
    boolean atEnd() {
        return end;
    }

    /** Whether the pictures were read to their end. */
    boolean videoAtEnd() {
        return end && (video == null || video.packets.isEmpty());
    }

    /** Whether the sound was read to its end. */
    boolean audioAtEnd() {
        return end && (audio == null || audio.packets.isEmpty());
    }

    /** Forgets what waits, for another position. */
    void clear() {
        if (video != null) {
            video.clear();
        }
        if (audio != null) {
            audio.clear();
        }
        end = false;
    }

    @Override
    public void close() {
        clear();
    }

    private @Nullable AVPacket next(Waiting wanted, @Nullable Waiting other, Budget budget) {
        AVPacket waiting = wanted.poll();
        while (waiting == null && !end) {
            if (other != null && other.full()) {
                if (other.blocks()) {
                    return null;
                }
                AVPacket lost = other.poll();
                if (lost != null) {
                    avcodec.av_packet_free(lost);
                }
            }
            waiting = read(wanted, other);
            if (waiting == null && budget.isSpent()) {
                return null;
            }
        }
        return waiting;
    }

    private @Nullable AVPacket read(Waiting wanted, @Nullable Waiting other) {
        AVPacket packet = avcodec.av_packet_alloc();
        if (!container.read(packet)) {
            end = true;
        } else if (packet.stream_index() == wanted.stream) {
            return packet;
        } else if (other != null && packet.stream_index() == other.stream) {
            other.add(packet);
            return null;
        }
        avcodec.av_packet_free(packet);
        return null;
    }
}
