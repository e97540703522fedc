package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Packets of a file, sorted by stream: those of the other stream wait, bounded in number and bytes.
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

        void clear() {
            for (AVPacket packet = poll(); packet != null; packet = poll()) {
                avcodec.av_packet_free(packet);
            }
        }
    }

    /** The next packet with a picture, to be freed; sound that nobody takes is lost. */
    @Nullable AVPacket nextVideo() {
        return video == null ? null : next(video, audio, true);
    }

    /**
     * The next packet with sound, to be freed; {@code null} also when so many pictures wait that no
     * more is read now.
     */
    @Nullable AVPacket nextAudio() {
        return audio == null ? null : next(audio, video, false);
    }

    /** Whether the file was read to its end. */
    boolean atEnd() {
        return end;
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

    private @Nullable AVPacket next(Waiting wanted, @Nullable Waiting other, boolean mayLose) {
        AVPacket waiting = wanted.poll();
        while (waiting == null && !end) {
            if (other != null && other.full()) {
                if (!mayLose) {
                    return null;
                }
                AVPacket lost = other.poll();
                if (lost != null) {
                    avcodec.av_packet_free(lost);
                }
            }
            waiting = read(wanted, other);
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
