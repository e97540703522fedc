package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionRecord;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files of strangers: a few may be on their way at the same time, one is looked into. Safe
 * for any number of threads; waits for its turn.
 */
@Singleton
final class FileReader {
    /** Most bytes of a file. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final int MOST_UPLOADS = 3;

    /** Of a dump, which is read as a whole, in bytes on the Java heap. */
    private static final long LARGEST_TREE = 64 * 1024 * 1024;

    /** Of an event or a participant of a session file, with all fields that are not known. */
    private static final long LARGEST_PART = 1024 * 1024;

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final Semaphore uploads = new Semaphore(MOST_UPLOADS, true);
    private final ExecutorService receivers = Executors.newVirtualThreadPerTaskExecutor();
    private final RecordJson recordJson;
    private final FileTurn turn;
    private final Patience patience;

    /**
     * How long is waited.
     *
     * @param begin until an upload may begin
     * @param upload until all of it has come
     */
    record Patience(Duration begin, Duration upload) {}

    /** What is done with the bytes of a text while no other one is looked into. */
    interface Use<T> {
        T with(byte[] file) throws RefusedException;
    }

    @Inject
    FileReader(RecordJson recordJson, FileTurn turn) {
        this(recordJson, turn, PATIENCE);
    }

    FileReader(RecordJson recordJson, FileTurn turn, Patience patience) {
        this.recordJson = recordJson;
        this.turn = turn;
        this.patience = patience;
    }

    /**
     * Takes a body from the network, then looks into it.
     *
     * @throws RefusedException {@link ErrorCode#SERVICE_UNAVAILABLE} if others do so for too long,
     *     {@link ErrorCode#MALFORMED_JSON} if it does not come to its end, or not in time
     */
    <T> T read(InputStream body, Use<T> use) throws RefusedException, InterruptedException {
        if (!uploads.tryAcquire(patience.begin().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new RefusedException(
                    ErrorCode.SERVICE_UNAVAILABLE, "other files are being uploaded");
        }
        try {
            byte[] file = received(body);
            return turn.take(() -> use.with(file));
        } finally {
            uploads.release();
        }
    }

    private byte[] received(InputStream body) throws RefusedException, InterruptedException {
        Future<byte[]> file = receivers.submit(body::readAllBytes);
        try {
            return file.get(patience.upload().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_JSON,
                    "the file did not come within " + patience.upload().toSeconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebApplicationException refused) {
                throw refused;
            }
            throw new RefusedException(
                    ErrorCode.MALFORMED_JSON, "the file did not come to its end");
        } finally {
            file.cancel(true);
        }
    }

    /** The session file in a text. */
    SessionRecord session(byte[] file) throws RefusedException {
        if (cost(file).part() > LARGEST_PART) {
            throw new RefusedException(
                    ErrorCode.SESSION_FILE_REFUSED, "a part of the file is too large");
        }
        return recordJson.read(file);
    }

    /**
     * The same text, if a tree of all of it may be made.
     *
     * @throws RefusedException {@link ErrorCode#SESSION_FILE_REFUSED} if it would be too large
     */
    String small(byte[] file) throws RefusedException {
        if (cost(file).whole() > LARGEST_TREE) {
            throw new RefusedException(
                    ErrorCode.SESSION_FILE_REFUSED, "the file has too many fields");
        }
        return new String(file, StandardCharsets.UTF_8);
    }

    private static TreeCost cost(byte[] file) throws RefusedException {
        try {
            return TreeCost.of(file);
        } catch (IOException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file is not JSON");
        }
    }

    @PreDestroy
    void close() {
        receivers.shutdownNow();
    }
}
