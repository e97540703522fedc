package dev.webrtclab.signaling.records.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileReaderTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FileTurn turn = new FileTurn(Duration.ZERO);
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Stalled> stalled = new ArrayList<>();

    @AfterEach
    void end() {
        stalled.forEach(body -> body.goesOn.countDown());
        others.shutdownNow();
    }

    @Test
    void uploadThatStalls_keepsNobodyFromReadingAFile() throws Exception {
        FileReader files = files(Duration.ZERO, LONG);
        Future<String> slow = upload(files);
        String other = files.read(body("other"), FileReaderTest::text);
        assertThat(other).isEqualTo("other");
        stalled.getFirst().goesOn.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void moreUploadsThanThereArePlaces_areRefused() throws Exception {
        FileReader files = files(Duration.ZERO, LONG);
        for (int i = 0; i < 3; i++) {
            upload(files);
        }
        assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE, () -> files.read(body("x"), FileReaderTest::text));
    }

    @Test
    void uploadThatDoesNotEndInTime_isGivenUp_andItsPlaceIsFree() throws Exception {
        FileReader files = files(Duration.ZERO, Duration.ofMillis(500));
        for (int i = 0; i < 4; i++) {
            Stalled body = new Stalled();
            assertRefused(ErrorCode.MALFORMED_JSON, () -> files.read(body, FileReaderTest::text));
            assertThat(body.isGivenUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void uploadThatBreaks_isRefused() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("reset");
                    }
                };
        assertRefused(
                ErrorCode.MALFORMED_JSON,
                () -> files(Duration.ZERO, LONG).read(broken, FileReaderTest::text));
    }

    @Test
    void fileThatWouldBeAHugeTree_isRefused_beforeItIsOne() throws Exception {
        FileReader files = files(Duration.ZERO, LONG);
        String entries = "{},".repeat(20_000) + "{}";
        byte[] fat = ("{\"events\":[{\"x\":[" + entries + "]}]}").getBytes(StandardCharsets.UTF_8);
        assertRefused(ErrorCode.SESSION_FILE_REFUSED, () -> files.session(fat));
        assertThat(files.small(fat)).hasSize(fat.length);
        byte[] huge =
                ("{\"PeerConnections\":[" + "{},".repeat(1_000_000) + "{}]}")
                        .getBytes(StandardCharsets.UTF_8);
        assertRefused(ErrorCode.SESSION_FILE_REFUSED, () -> files.small(huge));
    }

    @Test
    void namesOfAFile_countTogether() throws Exception {
        StringBuilder names = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            names.append('"').append(i).append("\":0,");
        }
        byte[] file = names.append("\"x\":0}").toString().getBytes(StandardCharsets.UTF_8);
        assertRefused(
                ErrorCode.SESSION_FILE_REFUSED, () -> files(Duration.ZERO, LONG).session(file));
    }

    @Test
    void turnThatDoesNotCome_isRefused() throws Exception {
        turn.take(
                () -> {
                    assertRefused(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            () -> files(Duration.ZERO, LONG).read(body("x"), FileReaderTest::text));
                    return 0;
                });
        String next = files(Duration.ZERO, LONG).read(body("x"), FileReaderTest::text);
        assertThat(next).isEqualTo("x");
    }

    /** One that has begun and stalls. */
    private Future<String> upload(FileReader files) throws InterruptedException {
        Stalled body = new Stalled();
        stalled.add(body);
        Future<String> upload = others.submit(() -> files.read(body, FileReaderTest::text));
        assertThat(body.isReading.await(10, TimeUnit.SECONDS)).isTrue();
        return upload;
    }

    private FileReader files(Duration begin, Duration upload) {
        return new FileReader(new RecordJson(), turn, new FileReader.Patience(begin, upload));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    /** A body of which nothing comes until it goes on. */
    private static final class Stalled extends InputStream {
        private final CountDownLatch isReading = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final CountDownLatch isGivenUp = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            isReading.countDown();
            try {
                goesOn.await();
                return -1;
            } catch (InterruptedException e) {
                isGivenUp.countDown();
                throw new InterruptedIOException();
            }
        }
    }
}
