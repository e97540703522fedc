package dev.webrtclab.natprobe.turn.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a reading thread hands to the thread of a check; bounded, what is too much is dropped. */
final class Arrivals {
    private static final int MOST = 1024;

    private sealed interface Arrival {
        record Message(Wire.Frame frame) implements Arrival {}

        record End(IOException why) implements Arrival {}
    }

    /** Reads one message; returns when there is one. */
    interface Reader {
        byte[] read() throws IOException;
    }

    private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();

    /** Reads on a thread of its own until reading fails. */
    void readFrom(Reader reader, String name) {
        Thread.ofVirtual()
                .name(name)
                .start(
                        () -> {
                            try {
                                while (true) {
                                    byte[] bytes = reader.read();
                                    if (queue.size() < MOST) {
                                        queue.add(
                                                new Arrival.Message(
                                                        new Wire.Frame(bytes, System.nanoTime())));
                                    }
                                }
                            } catch (IOException e) {
                                queue.add(new Arrival.End(e));
                            }
                        });
    }

    Wire.@Nullable Frame take(Duration atMost) throws IOException, InterruptedException {
        return switch (queue.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
            case null -> null;
            case Arrival.Message(Wire.Frame frame) -> frame;
            case Arrival.End end -> {
                queue.add(end); // it stays ended
                throw end.why();
            }
        };
    }
}
