package dev.webrtclab.signaling.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.signaling.room.Delivery;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Instant;
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
    private long now = 1_000;
    private final List<String> fates = new ArrayList<>();

    private Delivery fateOf(String text) {
        return new Delivery() {
            @Override
            public void taken(double notBefore, double notAfter) {
                fates.add("%s taken %.0f to %.0f".formatted(text, notBefore, notAfter));
            }

            @Override
            public void dropped() {
                fates.add(text + " dropped");
            }
        };
    }

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
                    overflows::incrementAndGet,
                    () -> Instant.ofEpochMilli(now));

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
    void delivery_isBetweenGivingATextToTheNetworkAndItsWord() {
        outbox.send("a", fateOf("a"));
        now = 1_010;
        outbox.send("b", fateOf("b"));
        now = 1_020;
        networkTakesIt();
        now = 1_025;
        networkTakesIt();
        assertThat(fates).containsExactly("a taken 1000 to 1020", "b taken 1020 to 1025");
    }

    @Test
    void delivery_ofWhatTheSocketDidNotTake_isDropped() {
        outbox.send("a", fateOf("a"));
        outbox.send("b", fateOf("b"));
        outbox.gone();
        outbox.send("c", fateOf("c"));
        assertThat(fates).containsExactly("b dropped", "c dropped");
        var emitter = onItsWay;
        assertThat(emitter).isNotNull();
        emitter.fail(new IOException("reset"));
        assertThat(fates).containsExactly("b dropped", "c dropped", "a dropped");
    }

    @Test
    void delivery_ofTooMany_isDropped() {
        for (int i = 0; i <= Outbox.MAX_TEXTS + 1; i++) {
            outbox.send("x", fateOf("x"));
        }
        assertThat(fates).hasSize(Outbox.MAX_TEXTS + 1).containsOnly("x dropped");
        assertThat(overflows).hasValue(1);
    }

    @Test
    void sendIfRoom_toAReceiverThatIsBehind_isLeftOut_andNothingElse() {
        for (int i = 0; i < Outbox.MAX_TEXTS; i++) {
            outbox.sendIfRoom("evidence", fateOf("evidence"));
        }
        assertThat(fates).hasSize(Outbox.MAX_TEXTS - Outbox.SPARING_FROM - 1);
        outbox.send("offer");
        for (int i = 0; i <= Outbox.SPARING_FROM; i++) {
            networkTakesIt();
        }

        assertThat(sent).last().isEqualTo("offer");
        assertThat(overflows).hasValue(0);
        networkTakesIt();
        outbox.sendIfRoom("evidence", fateOf("late"));
        assertThat(sent).last().isEqualTo("evidence");
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
                        overflows::incrementAndGet,
                        Instant::now);
        self.add(fast);
        fast.send("x");
        assertThat(count).hasValue(50_000);
        assertThat(overflows).hasValue(0);
    }
}
