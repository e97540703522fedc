package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The bytes of one file for FFmpeg, which so opens nothing by itself: no link, no other file, no
 * address. What it may read, and for how long, is bounded; at the bound it is told the end.
 */
final class FileBytes implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;

    /** The native side has few callbacks, so there is one of each and the readers are looked up. */
    private static final Map<Long, FileBytes> OPEN = new ConcurrentHashMap<>();

    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final FileChannel channel;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private long deadlineNanos;
    private long bytesLeft;
    private boolean exhausted;

    /**
     * Opens a file; a symbolic link is none.
     *
     * @throws IOException when it can not be opened
     */
    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER)).capacity(BUFFER);
        OPEN.put(key.address(), this);
        context =
                avformat.avio_alloc_context(
                        buffer,
                        BUFFER,
                        0,
                        key,
                        READ,
                        (Write_packet_Pointer_BytePointer_int) null,
                        SEEK);
    }

    AVIOContext context() {
        return context;
    }

    /** What may be read from now on. */
    void allow(long bytes, Duration time) {
        bytesLeft = bytes;
        deadlineNanos = System.nanoTime() + time.toNanos();
        exhausted = false;
    }

    /** Whether the end that was told is that of the allowance. */
    boolean exhausted() {
        return exhausted;
    }

    @Override
    public void close() {
        OPEN.remove(key.address());
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        key.close();
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
        }
    }

    private int read(BytePointer to, int size) {
        if (bytesLeft <= 0 || System.nanoTime() - deadlineNanos > 0) {
            exhausted = true;
            return avutil.AVERROR_EOF;
        }
        try {
            ByteBuffer target = to.capacity(size).asByteBuffer();
            int count = channel.read(target);
            bytesLeft -= Math.max(count, 0);
            return count <= 0 ? avutil.AVERROR_EOF : count;
        } catch (IOException e) {
            return avutil.AVERROR_EOF;
        }
    }

    private long seek(long offset, int whence) {
        try {
            if ((whence & avformat.AVSEEK_SIZE) != 0) {
                return channel.size();
            }
            long base =
                    switch (whence & 3) {
                        case 0 -> 0;
                        case 1 -> channel.position();
                        default -> channel.size();
                    };
            channel.position(Math.max(0, base + offset));
            return channel.position();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Exceptions must not get out: nothing of the library would catch them. */
    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer key, BytePointer to, int size) {
            try {
                FileBytes bytes = OPEN.get(key.address());
                return bytes == null ? avutil.AVERROR_EOF : bytes.read(to, size);
            } catch (Throwable t) {
                return avutil.AVERROR_EOF;
            }
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer key, long offset, int whence) {
            try {
                FileBytes bytes = OPEN.get(key.address());
                return bytes == null ? -1 : bytes.seek(offset, whence);
            } catch (Throwable t) {
                return -1;
            }
        }
    }
}
