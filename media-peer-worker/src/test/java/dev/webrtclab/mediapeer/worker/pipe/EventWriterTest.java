package dev.webrtclab.mediapeer.worker.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventWriterTest {
    @Test
    void events_areOneLineEachInOrder() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventWriter writer = new EventWriter(out, () -> {})) {
            writer.write(new WorkerEvent.Ready(42));
            writer.write(new WorkerEvent.Answer("s", "v=0\r\n"));
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"type\":\"ready\",\"pid\":42}",
                        "{\"type\":\"answer\",\"session\":\"s\",\"sdp\":\"v=0\\r\\n\"}");
    }

    @Test
    void brokenPipe_isReported() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        try (EventWriter writer = new EventWriter(broken, gone::countDown)) {
            writer.write(new WorkerEvent.Ready(42));
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void readerThatNeverReads_isReportedInsteadOfWaitedFor() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        OutputStream stuck =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                };
        EventWriter writer = new EventWriter(stuck, gone::countDown);
        for (int i = 0; i < 10_000; i++) {
            writer.write(new WorkerEvent.Ready(i));
        }
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        writer.close();
    }
}
