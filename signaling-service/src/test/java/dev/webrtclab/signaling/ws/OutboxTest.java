package dev.webrtclab.signaling.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final AtomicInteger overflows = new AtomicInteger();
    private @Nullable UniEmitter<? super Void> onItsWay;
    private @Nullable CloseReason closed;

    private final Outbox outbox =
            new Outbox(
                    new Outbox.Wire() {
                        @Override
                        public Uni<Void> send(String text) {
                            return Uni.createFrom()
                                    .emitter(
                                            emitter -> {
                                                sent.add(text);
                                                onItsWay = emitter;
                                            });
                        }

                        @Override
                        public Uni<Void> close(CloseReason reason) {
                            closed = reason;
                            return Uni.createFrom().voidItem();
                        }
                    },
                    overflows::incrementAndGet);

    private void networkTakesIt() {
        var emitter = onItsWay;
        assertThat(emitter).isNotNull();
        emitter.complete(null);
    }

    @Test
    void send_hasOneTextOnItsWay_andKeepsTheOrder() {
        outbox.send("a");
        outbox.send("b");
        outbox.send("c");
        assertThat(sent).containsExactly("a");
        networkTakesIt();
        networkTakesIt();
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void send_ofTooMany_overflowsOnceAndDropsTheRest() {
        for (int i = 0; i <= Outbox.MAX_TEXTS + 10; i++) {
            outbox.send("x");
        }
        assertThat(overflows).hasValue(1);
        networkTakesIt();
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_ofTooMuch_overflows() {
        String large = "x".repeat(65_536);
        for (int i = 0; i < 16; i++) {
            outbox.send(large);
        }
        assertThat(overflows).hasValue(0);
        outbox.send(large);
        outbox.send("x");
        assertThat(overflows).hasValue(1);
    }

    @Test
    void closeAfterwards_sendsWhatWaitsFirst_andNothingLater() {
        outbox.send("a");
        outbox.send("error");
        outbox.closeAfterwards(new CloseReason(4029));
        outbox.send("late");
        networkTakesIt();
        assertThat(closed).isNull();
        networkTakesIt();
        assertThat(sent).containsExactly("a", "error");
        assertThat(closed).isNotNull();
        assertThat(closed.getCode()).isEqualTo(4029);
    }

    @Test
    void size_countsBytesOfTheWire() {
        assertThat(Outbox.size("abc")).isEqualTo(3);
        assertThat(Outbox.size("é€")).isEqualTo(5);
    }

    @Test
    void send_ofManyToAFastNetwork_doesNotGrowTheStack() {
        AtomicInteger count = new AtomicInteger();
        List<Outbox> self = new ArrayList<>();
        Outbox fast =
                new Outbox(
                        new Outbox.Wire() {
                            @Override
                            public Uni<Void> send(String text) {
                                if (count.incrementAndGet() < 50_000) {
                                    self.getFirst().send("x");
                                }
                                return Uni.createFrom().voidItem();
                            }

                            @Override
                            public Uni<Void> close(CloseReason reason) {
                                return Uni.createFrom().voidItem();
                            }
                        },
                        overflows::incrementAndGet);
        self.add(fast);
        fast.send("x");
        assertThat(count).hasValue(50_000);
        assertThat(overflows).hasValue(0);
    }
}
