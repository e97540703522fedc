package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * Reads files of strangers, one at a time: a tree takes some ten times the room of its text. Safe
 * for any number of threads; waits for its turn.
 */
@Singleton
final class FileReader {
    /** Most bytes of a file. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    private final ObjectMapper mapper = WireJson.fileMapper();
    private final Semaphore turn = new Semaphore(1, true);
    private final RecordJson recordJson;

    /** What is done with the text while no other one is there. */
    interface Use<T> {
        T with(String file) throws RefusedException;
    }

    FileReader(RecordJson recordJson) {
        this.recordJson = recordJson;
    }

    <T> T read(InputStream body, Use<T> use) throws RefusedException, InterruptedException {
        turn.acquire();
        try {
            return use.with(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_JSON, "the file did not come to its end");
        } finally {
            turn.release();
        }
    }

    /** The session file in a text. */
    SessionRecord session(String file) throws RefusedException {
        try {
            return recordJson.read(mapper.readTree(file));
        } catch (JsonProcessingException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file is not JSON");
        }
    }
}
