package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceOrderTest {
    private final List<WorkerEvent> told = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private long now = 1000;
    private final EvidenceOrder order =
            new EvidenceOrder(told::add, (after, task) -> timers.add(task), this::now);

    private Moment now() {
        return new Moment(now, Duration.ofMillis(now).toNanos());
    }

    private static WorkerEvent.State state(String session, long at) {
        return new WorkerEvent.State(session, "ice", "at-" + at, at);
    }

    private void pass(long ms) {
        now += ms;
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void whatWasToldLater_butHappenedFirst_isFirst() {
        order.accept(state("a", 1000));
        now = 1050;
        order.accept(state("a", 990));
        assertThat(told).isEmpty();
        pass(70);

        assertThat(told).containsExactly(state("a", 990), state("a", 1000));
    }

    @Test
    void whatIsYoung_waitsForItsTurn() {
        order.accept(state("a", 1000));
        now = 1110;
        order.accept(state("a", 1110));
        pass(10);
        assertThat(told).containsExactly(state("a", 1000));
        pass(60);
        assertThat(told).hasSize(1);
        pass(60);

        assertThat(told).containsExactly(state("a", 1000), state("a", 1110));
        assertThat(timers).isEmpty();
    }

    @Test
    void answer_doesNotWait() {
        order.accept(state("a", 1000));
        order.accept(new WorkerEvent.Answer("a", "sdp"));

        assertThat(told).containsExactly(new WorkerEvent.Answer("a", "sdp"));
    }

    @Test
    void end_letsOutWhatItsConnectionSaw_andNothingOfOthers() {
        order.accept(state("a", 1001));
        order.accept(state("b", 1000));
        order.accept(state("a", 999));
        var end = new WorkerEvent.Ended("a", EndReason.CLOSED);
        order.accept(end);

        assertThat(told).containsExactly(state("a", 999), state("a", 1001), end);
        pass(120);
        assertThat(told).last().isEqualTo(state("b", 1000));
    }

    @Test
    void clockThatWasSetBack_holdsNothingForLong() {
        order.accept(state("a", 99_000));
        pass(120);
        while (now <= 2000) {
            assertThat(told).isEmpty();
            pass(60);
        }

        assertThat(told).containsExactly(state("a", 99_000));
    }

    @Test
    void afterAStall_whatIsOverdue_comesBeforeWhatIsRipe() {
        order.accept(state("a", 1000));
        pass(5000);
        assertThat(told).isEmpty();
        order.accept(state("a", 999));
        pass(120);

        assertThat(told).containsExactly(state("a", 999), state("a", 1000));
        assertThat(timers).isEmpty();
    }

    @Test
    void threadThatIsAlwaysLate_isNotWaitedForLong() {
        order.accept(state("a", 1000));
        while (now <= 2000) {
            assertThat(told).isEmpty();
            pass(200);
        }
        pass(200);

        assertThat(told).containsExactly(state("a", 1000));
    }
}
