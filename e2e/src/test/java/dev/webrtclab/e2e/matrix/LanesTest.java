package dev.webrtclab.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void jobs_beginInTheirOrder_andEachIsDoneOnce() {
        Lanes.run(1, List.of(() -> told.add("a"), () -> told.add("b"), () -> told.add("c")));

        assertThat(told).containsExactly("a", "b", "c");
    }

    @Test
    void asManyJobsAsThereAreLanes_runSideBySide_andNoMore() {
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        Runnable meetsTwoOthers =
                () -> {
                    int now = running.incrementAndGet();
                    synchronized (seen) {
                        seen.add(now);
                    }
                    meet(three);
                    running.decrementAndGet();
                    meet(three);
                };

        Lanes.run(3, IntStream.range(0, 9).mapToObj(_ -> meetsTwoOthers).toList());

        assertThat(seen).hasSize(9).allMatch(now -> now <= 3).contains(3);
    }

    @Test
    void afterAFailure_noFurtherJobBegins_andWhatRunsEnds() {
        CompletableFuture<Thread> failing = new CompletableFuture<>();
        Runnable fails =
                () -> {
                    failing.complete(Thread.currentThread());
                    throw new IllegalArgumentException("the router is gone");
                };
        Runnable runs =
                () -> {
                    awaitEnd(failing.join());
                    told.add("ended");
                };
        Runnable further = () -> told.add("further");

        assertThatThrownBy(() -> Lanes.run(2, List.of(runs, fails, further, further)))
                .hasMessage("the router is gone")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(told).containsExactly("ended");
    }

    @Test
    void severalFailures_areAllTold() {
        CyclicBarrier two = new CyclicBarrier(2);
        Runnable first =
                () -> {
                    meet(two);
                    throw new IllegalArgumentException("first");
                };
        Runnable second =
                () -> {
                    meet(two);
                    throw new AssertionError("second");
                };

        assertThatThrownBy(() -> Lanes.run(2, List.of(first, second)))
                .satisfies(
                        thrown ->
                                assertThat(
                                                List.of(
                                                        thrown.getCause().getMessage(),
                                                        thrown.getSuppressed()[0].getMessage()))
                                        .containsExactlyInAnyOrder("first", "second"));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
