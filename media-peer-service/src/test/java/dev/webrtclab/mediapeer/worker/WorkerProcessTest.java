package dev.webrtclab.mediapeer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.mediapeer.testing.Launches;
import dev.webrtclab.mediapeer.testing.Samples;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
    private static final WorkerCommand OFFER =
            new WorkerCommand.Offer("p/r#1", Samples.sdp("1"), "pattern", true, Samples.ICE);

    private final Recorder recorder = new Recorder();
    @TempDir Path directory;

    @Test
    void worker_getsReady_answers_andEndsAsTold() throws Exception {
        WorkerProcess worker = start();
        assertThat(recorder.next(WorkerEvent.Ready.class).pid()).isEqualTo(recorder.pid.get());
        worker.send(OFFER);
        assertThat(recorder.next(WorkerEvent.Answer.class).sdp()).contains("from-worker");
        worker.send(new WorkerCommand.Shutdown());
        assertThat(recorder.ended()).isEqualTo(new Exit(0, ""));
        await().atMost(Duration.ofSeconds(30)).until(() -> temporaryDirectories().isEmpty());
    }

    @Test
    void crash_isReportedWithItsStatusAndLastWords() throws Exception {
        WorkerProcess worker = start();
        recorder.next(WorkerEvent.Ready.class);
        worker.send(candidate("CRASH"));
        assertThat(recorder.ended())
                .isEqualTo(new Exit(134, "terminate called after throwing an instance"));
    }

    @Test
    void malformedLines_areCounted_andTheNextEventIsRead() throws Exception {
        WorkerProcess worker = start();
        recorder.next(WorkerEvent.Ready.class);
        worker.send(candidate("GARBAGE"));
        assertThat(recorder.next(WorkerEvent.State.class).value()).isEqualTo("checking");
        assertThat(recorder.malformed).hasValue(3);
        worker.kill();
        assertThat(recorder.ended().code()).isEqualTo(137);
    }

    @Test
    void workerThatDoesNotRead_isKilledWhenTooMuchWaits() throws Exception {
        WorkerProcess worker = start();
        recorder.next(WorkerEvent.Ready.class);
        worker.send(candidate("HANG"));
        for (int i = 0; i < 1200; i++) {
            worker.send(OFFER);
        }
        assertThat(recorder.ended().lastWords()).contains("commands waited");
    }

    @Test
    void workerThatFailsAtStart_saysWhy() throws Exception {
        WorkerProcess.start(1, Launches.scripted(directory, "-Dscript.start=fail"), recorder);
        assertThat(recorder.ended())
                .isEqualTo(new Exit(1, "libpulse.so.0: cannot open shared object file"));
    }

    @Test
    void nativeCrash_leavesItsReport_whichIsNamed() throws Exception {
        start();
        recorder.next(WorkerEvent.Ready.class);
        new ProcessBuilder("kill", "-SEGV", Long.toString(recorder.pid.get())).start().waitFor();
        Exit exit = recorder.ended();
        assertThat(exit.code()).isNotZero();
        assertThat(exit.lastWords()).contains("SIGSEGV").contains("crash report: ");
    }

    @Test
    void missingClassPath_isASentence() {
        var launch =
                new WorkerLaunch(
                        WorkerLaunch.ownJava(),
                        Path.of("nowhere"),
                        "Main",
                        "32m",
                        "strict",
                        List.of(),
                        Optional.empty(),
                        directory);
        assertThatThrownBy(() -> WorkerProcess.start(1, launch, recorder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("media-peer.worker.class-path");
    }

    @Test
    void command_isAnArray_withoutAnySecret() {
        List<String> command =
                Launches.scripted(directory, "-Dx=1").command(directory.resolve("tmp"));
        assertThat(command)
                .contains(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx32m",
                        "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                        "-Dx=1");
    }

    @Test
    void environment_hasWhatWorkersNeed_andNothingElse() throws Exception {
        start();
        recorder.next(WorkerEvent.Ready.class);
        String environment = Files.readString(Path.of("/proc/" + recorder.pid.get() + "/environ"));

        assertThat(environment.split("\0"))
                .contains("MALLOC_ARENA_MAX=2", "TURN_TLS_CHECK=strict")
                .anyMatch(variable -> variable.startsWith("TMPDIR=" + directory))
                .allMatch(
                        variable ->
                                variable.matches(
                                        "(?s)(PATH|HOME|LANG|LC_ALL|TZ|LD_LIBRARY_PATH|TMPDIR|MALLOC_ARENA_MAX|TURN_TLS_CHECK)=.*"));
    }

    private WorkerProcess start() throws IOException {
        return WorkerProcess.start(1, Launches.scripted(directory), recorder);
    }

    private List<Path> temporaryDirectories() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("worker-"))
                    .toList();
        }
    }

    private static WorkerCommand candidate(String script) {
        return new WorkerCommand.Candidate(
                "p/r#1", "candidate:" + script + " 1 udp 1 1.2.3.4 5 typ host", "0", 0);
    }

    private record Exit(int code, String lastWords) {}

    private static final class Recorder implements WorkerListener {
        private final BlockingQueue<WorkerEvent> events = new LinkedBlockingQueue<>();
        private final AtomicInteger malformed = new AtomicInteger();
        private final CompletableFuture<Exit> exit = new CompletableFuture<>();
        private final java.util.concurrent.atomic.AtomicLong pid =
                new java.util.concurrent.atomic.AtomicLong();

        @Override
        public void launched(int worker, long newPid) {
            pid.set(newPid);
        }

        @Override
        public void reported(int worker, WorkerEvent event) {
            events.add(event);
        }

        @Override
        public void malformed(int worker) {
            malformed.incrementAndGet();
        }

        @Override
        public void exited(int worker, int exitCode, String lastWords) {
            exit.complete(new Exit(exitCode, lastWords));
        }

        private Exit ended() throws Exception {
            return exit.get(30, TimeUnit.SECONDS);
        }

        private <T extends WorkerEvent> T next(Class<T> kind) throws InterruptedException {
            while (true) {
                WorkerEvent event = events.poll(30, TimeUnit.SECONDS);
                assertThat(event).as("next %s", kind.getSimpleName()).isNotNull();
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        }
    }
}
