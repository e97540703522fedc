package dev.webrtclab.e2e.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries out jobs that do not depend on each other, several at a time. They begin in their order,
 * each on one thread from begin to end. After a failure no further one begins; those that run end
 * as they would.
 */
final class Lanes {
    private final Queue<Runnable> waiting;
    private final List<Throwable> failures = new ArrayList<>();

    private Lanes(List<Runnable> jobs) {
        this.waiting = new ConcurrentLinkedQueue<>(jobs);
    }

    /**
     * Returns when all of them have ended.
     *
     * @param atOnce jobs at the same time at most, from 1
     * @throws IllegalStateException when one failed: its failure is the cause, further ones are
     *     suppressed
     */
    static void run(int atOnce, List<Runnable> jobs) {
        Lanes lanes = new Lanes(jobs);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < Math.min(atOnce, jobs.size()); lane++) {
            threads.add(Thread.ofPlatform().name("lane-" + lane).start(lanes::work));
        }
        lanes.await(threads);
        lanes.throwFailures();
    }

    private void work() {
        for (Runnable job = waiting.poll(); job != null; job = waiting.poll()) {
            try {
                job.run();
            } catch (RuntimeException | Error e) {
                waiting.clear();
                synchronized (failures) {
                    failures.add(e);
                }
            }
        }
    }

    private void await(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    waiting.clear();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailures() {
        synchronized (failures) {
            if (!failures.isEmpty()) {
                Throwable first = failures.removeFirst();
                IllegalStateException thrown = new IllegalStateException(first.getMessage(), first);
                failures.forEach(thrown::addSuppressed);
                throw thrown;
            }
        }
    }
}
