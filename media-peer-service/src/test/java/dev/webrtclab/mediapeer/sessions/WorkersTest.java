package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.link.WorkerInfo.WorkerState;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When workers are started, given up, retired and ended. */
class WorkersTest {
    private final Bench bench = new Bench(limits());

    @Test
    void atStart_oneWorkerThenItsStandby_oneAfterTheOther() {
        assertThat(bench.tick().started()).containsExactly(1);
        assertThat(bench.tick().started()).isEmpty();
        assertThat(bench.worker(1, new WorkerEvent.Ready(101)).started()).containsExactly(2);
        assertThat(bench.worker(2, new WorkerEvent.Ready(102)).started()).isEmpty();
    }

    @Test
    void fullWorker_makesTheStandbyTakeOver_andANewStandbyStart() {
        bench.twoWorkers();
        bench.from(start("p"));
        assertThat(bench.from(offer("p", "one")).started()).isEmpty();
        assertThat(bench.from(offer("p", "two")).started()).containsExactly(3);
        bench.from(offer("p", "three"));
        assertThat(bench.sessions.load().workers())
                .extracting(WorkerInfo::sessions)
                .containsExactly(2, 1, 0);
    }

    @Test
    void crash_endsOnlyItsSessions_atOnce_andStartsAReplacement() {
        bench.twoWorkers();
        bench.from(start("p"));
        for (String remote : new String[] {"one", "two", "three"}) {
            bench.from(offer("p", remote));
        }
        bench.worker(3, new WorkerEvent.Ready(103));
        Bench.Outcome outcome = bench.exit(1, 134);
        assertThat(outcome.told().subList(0, 2))
                .containsExactly(
                        new PeerToSignaling.ConnectionEnded(
                                peer("p"), peer("one"), LeaveReason.WORKER_CRASHED),
                        new PeerToSignaling.ConnectionEnded(
                                peer("p"), peer("two"), LeaveReason.WORKER_CRASHED));
        assertThat(outcome.all().getFirst())
                .isInstanceOfSatisfying(
                        SessionEffect.Observed.class,
                        seen ->
                                assertThat(seen.event())
                                        .isEqualTo(new EvidenceEvent.PeerCrashed(134, "SIGABRT")));
        assertThat(outcome.notes(Note.WorkerCrashed.class))
                .singleElement()
                .satisfies(
                        crash -> {
                            assertThat(crash.sessions()).isEqualTo(2);
                            assertThat(crash.why()).contains("status 134").contains("last words");
                        });
        assertThat(bench.sessions.load().sessions()).isEqualTo(1);
        assertThat(bench.from(offer("p", "one")).commands()).hasSize(1);
    }

    @Test
    void crashWithAStandby_startsTheNextOneWithoutPause() {
        bench.call("p", "viewer");
        assertThat(bench.exit(1, 139).started()).containsExactly(3);
    }

    @Test
    void silentWorker_isKilled_itsSessionsEnd_andItIsFencedOff() {
        bench.call("p", "viewer");
        assertThat(bench.pass(Duration.ofSeconds(5), 2).killed()).isEmpty();
        Bench.Outcome outcome = bench.pass(Duration.ofMillis(250), 2);
        assertThat(outcome.killed()).containsExactly(1);
        assertThat(outcome.told())
                .contains(
                        new PeerToSignaling.ConnectionEnded(
                                peer("p"), peer("viewer"), LeaveReason.WORKER_CRASHED));
        assertThat(outcome.started()).containsExactly(3);
        assertThat(bench.worker(1, new WorkerEvent.Answer("p/viewer#1", "v=0\n")).all()).isEmpty();
        assertThat(bench.exit(1, 137).notes(Note.WorkerCrashed.class)).isEmpty();
    }

    @Test
    void ourOwnPause_isNotTheWorkersSilence() {
        bench.call("p", "viewer");
        bench.pause(Duration.ofSeconds(30));
        assertThat(bench.tick().killed()).isEmpty();
        assertThat(bench.pass(Duration.ofSeconds(6), 1, 2).killed()).isEmpty();
    }

    @Test
    void workerThatDoesNotGetReady_isKilled_andTheNextComesAfterAPause() {
        bench.tick();
        assertThat(bench.pass(Duration.ofSeconds(20)).killed()).isEmpty();
        Bench.Outcome outcome = bench.pass(Duration.ofMillis(250));
        assertThat(outcome.killed()).containsExactly(1);
        assertThat(outcome.started()).isEmpty();
        bench.exit(1, 137);
        assertThat(bench.pass(Duration.ofMillis(500)).started()).containsExactly(2);
        assertThat(bench.pass(Duration.ofSeconds(40)).killed()).isEmpty();
        assertThat(bench.pass(Duration.ofMillis(250)).killed()).containsExactly(2);
    }

    @Test
    void failedStarts_backOff_andTheReasonIsShown() {
        bench.tick();
        Duration sum = Duration.ZERO;
        for (int id = 1; id <= 4; id++) {
            Bench.Outcome outcome = bench.exit(id, 1);
            Duration pause = outcome.notes(Note.WorkerStartFailed.class).getFirst().pause();
            sum = sum.plus(pause);
            assertThat(bench.pass(pause).started()).containsExactly(id + 1);
        }
        assertThat(sum).isEqualTo(Duration.ofMillis(500 + 1000 + 2000 + 4000));
        assertThat(bench.sessions.view().trouble()).contains("status 1").contains("last words");
        bench.worker(5, new WorkerEvent.Ready(105));
        assertThat(bench.sessions.view().trouble()).isNull();
    }

    @Test
    void pauses_areBounded() {
        assertThat(SessionLimits.pauseAfter(50)).isEqualTo(SessionLimits.MAX_PAUSE);
    }

    @Test
    void whileNoWorkerCanBeStarted_offersAreRefusedAtOnce() {
        bench.tick();
        bench.exit(1, 1);
        bench.from(start("p"));
        assertThat(bench.from(offer("p", "viewer")).refusals())
                .containsExactly("service-unavailable");
    }

    @Test
    void offerWhileTheFirstWorkerStarts_waitsForIt() {
        bench.tick();
        bench.from(start("p"));
        assertThat(bench.from(offer("p", "viewer")).commands()).isEmpty();
        assertThat(bench.worker(1, new WorkerEvent.Ready(101)).commands())
                .filteredOn(WorkerCommand.OfSession.class::isInstance)
                .singleElement()
                .isInstanceOf(WorkerCommand.Offer.class);
    }

    @Test
    void offerThatWaited_isRefusedWhenTheStartFails() {
        bench.tick();
        bench.from(start("p"));
        bench.from(offer("p", "viewer"));
        assertThat(bench.exit(1, 1).refusals()).containsExactly("service-unavailable");
        assertThat(bench.sessions.load().sessions()).isZero();
    }

    @Test
    void workerThatServedItsShare_drains_andEndsWithItsLastSession() {
        Bench two = new Bench(limits(4, 2, 2));
        two.twoWorkers();
        two.from(start("p"));
        two.from(offer("p", "one"));
        two.from(offer("p", "two"));
        two.worker(1, new WorkerEvent.Resources(2, 2, 1000));
        assertThat(state(two, 0)).isEqualTo(WorkerState.DRAINING);
        two.from(new SignalingToPeer.RemoteLeft(peer("p"), peer("one"), LeaveReason.LEFT));
        Bench.Outcome last =
                two.from(new SignalingToPeer.RemoteLeft(peer("p"), peer("two"), LeaveReason.LEFT));
        assertThat(last.commands()).endsWith(new WorkerCommand.Shutdown());
        assertThat(two.exit(1, 0).notes(Note.WorkerCrashed.class)).isEmpty();
    }

    @Test
    void retiredWorkersThatServeOn_areBounded_andWhoComesThenIsRefusedAsFull() {
        Bench worn = new Bench(limits(16, 8, 1));
        worn.twoWorkers();
        worn.from(start("p"));
        for (String remote : List.of("one", "two", "three", "four", "five")) {
            Bench.Outcome call = worn.from(offer("p", remote));
            int seat = call.notes(Note.SessionStarted.class).getFirst().worker();
            worn.worker(seat, new WorkerEvent.Resources(1, 1, 1000));
            call.started().forEach(id -> worn.worker(id, new WorkerEvent.Ready(100 + id)));
        }
        assertThat(worn.sessions.load().workers())
                .hasSize(5)
                .extracting(WorkerInfo::state)
                .containsOnly(WorkerState.DRAINING);
        assertThat(worn.from(offer("p", "six")).refusals()).containsExactly("media-peers-full");
        assertThat(worn.sessions.load().sessions()).isEqualTo(5);

        worn.from(new SignalingToPeer.RemoteLeft(peer("p"), peer("one"), LeaveReason.LEFT));
        assertThat(worn.exit(1, 0).started()).containsExactly(6);
        assertThat(worn.from(offer("p", "six")).refusals()).isEmpty();
    }

    @Test
    void workerWithTooMuchMemory_drains_butServesOn() {
        bench.call("p", "viewer");
        bench.worker(1, new WorkerEvent.Resources(1, 1, (400L << 20) + 1));
        assertThat(state(bench, 0)).isEqualTo(WorkerState.DRAINING);
        assertThat(bench.sessions.load().sessions()).isEqualTo(1);
        assertThat(bench.from(offer("p", "next")).all())
                .contains(
                        new SessionEffect.Noted(
                                new Note.SessionStarted(
                                        new SessionId(peer("p"), peer("next"), 2), 2)));
    }

    @Test
    void drainingTooLong_endsTheRestAsDrained() {
        bench.call("p", "viewer");
        bench.worker(1, new WorkerEvent.Resources(1, 1, 1L << 40));
        bench.worker(3, new WorkerEvent.Ready(103));
        bench.pass(Duration.ofMinutes(30), 1, 2, 3);
        Bench.Outcome outcome = bench.pass(Duration.ofMillis(250), 1, 2, 3);
        assertThat(outcome.told())
                .contains(
                        new PeerToSignaling.ConnectionEnded(
                                peer("p"), peer("viewer"), LeaveReason.DRAINED));
        assertThat(outcome.commands())
                .containsSequence(
                        new WorkerCommand.Close("p/viewer#1"), new WorkerCommand.Shutdown());
    }

    @Test
    void workerThatDoesNotEnd_isKilled() {
        bench.twoWorkers();
        bench.apply(new SessionCommand.Drain());
        assertThat(bench.pass(Duration.ofSeconds(5)).killed()).isEmpty();
        assertThat(bench.pass(Duration.ofMillis(250)).killed()).containsExactly(1, 2);
    }

    @Test
    void offerThatIsNeverAnswered_isGivenUp_andItsWorkerRetired() {
        bench.twoWorkers();
        bench.from(start("p"));
        bench.from(offer("p", "viewer"));
        Bench.Outcome outcome = bench.pass(Duration.ofMillis(15_250), 1, 2);
        assertThat(outcome.refusals()).containsExactly("answer-timeout");
        assertThat(outcome.notes(Note.WorkerRetired.class)).hasSize(1);
    }

    @Test
    void unusedWorkerBeyondTheStandby_endsAfterAWhile() {
        bench.twoWorkers();
        bench.from(start("p"));
        bench.from(offer("p", "one"));
        bench.from(offer("p", "two"));
        bench.worker(3, new WorkerEvent.Ready(103));
        bench.from(new SignalingToPeer.StopPeer(peer("p"), LeaveReason.STOPPED));
        Bench.Outcome outcome = bench.pass(Duration.ofSeconds(61), 1, 2, 3);
        assertThat(outcome.notes(Note.WorkerRetired.class))
                .extracting(Note.WorkerRetired::worker)
                .containsExactly(3);
        bench.exit(3, 0);
        assertThat(bench.pass(Duration.ofSeconds(61), 1, 2).started()).isEmpty();
    }

    private static WorkerState state(Bench bench, int index) {
        return bench.sessions.load().workers().get(index).state();
    }
}
