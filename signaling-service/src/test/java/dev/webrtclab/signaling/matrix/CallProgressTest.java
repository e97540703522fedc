package dev.webrtclab.signaling.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import org.junit.jupiter.api.Test;

class CallProgressTest {
    private static final PeerId CALLER = new PeerId("caller");
    private static final PeerId CALLEE = new PeerId("callee");

    private final CallProgress progress = new CallProgress();
    private int n;

    @Test
    void pathIsReadFromBothEnds_andTimesCountFromTheOffer() {
        offer(1000);
        observed(CALLEE, 1100, new EvidenceEvent.State("connection", "connected"));
        observed(CALLER, 1120.5, new EvidenceEvent.State("connection", "connected"));
        observed(CALLER, 1130, pair("prflx", null));
        assertThat(progress.isUp()).isFalse();
        observed(CALLEE, 1131, pair("host", null));
        observed(CALLER, 1180, new EvidenceEvent.FirstFrameDecoded());
        assertThat(progress.isUp()).isTrue();
        assertThat(progress.lastChangeAt()).isEqualTo(1180);
        CallOutcome outcome = progress.outcome();
        assertThat(outcome.path()).isEqualTo(Path.STUN);
        assertThat(outcome.msToConnect()).isEqualTo(120.5);
        assertThat(outcome.msToFirstFrame()).isEqualTo(180);
        assertThat(outcome.local())
                .isEqualTo(new CallOutcome.Candidate("198.51.100.9:1", "prflx", null));
    }

    @Test
    void laterPair_replacesTheEarlierOne() {
        offer(0);
        observed(CALLER, 1, new EvidenceEvent.State("connection", "connected"));
        observed(CALLER, 2, pair("relay", "tcp"));
        observed(CALLEE, 2, pair("host", null));
        observed(CALLER, 3, new EvidenceEvent.FirstFrameDecoded());
        assertThat(progress.outcome().path()).isEqualTo(Path.RELAY_TCP);
        observed(CALLER, 9, pair("host", null));
        assertThat(progress.lastChangeAt()).isEqualTo(9);
        assertThat(progress.outcome().path()).isEqualTo(Path.DIRECT);
    }

    @Test
    void relayAtEitherEnd_isARelayedPath_untilThePairIsReplaced() {
        offer(0);
        observed(CALLER, 2, pair("host", null));
        assertThat(progress.isRelayed()).isFalse();
        observed(CALLEE, 2, pair("prflx", "udp"));
        assertThat(progress.isRelayed()).isTrue();
        observed(CALLEE, 9, pair("prflx", null));
        assertThat(progress.isRelayed()).isFalse();
    }

    @Test
    void failedConnection_isAFailure_andNothingMoreComes() {
        offer(0);
        observed(CALLEE, 9, new EvidenceEvent.State("connection", "failed"));
        assertThat(progress.isOver()).isTrue();
        assertThat(progress.outcome().path()).isEqualTo(Path.FAILED);
        assertThat(progress.outcome().why()).isEqualTo("ICE or DTLS failed.");
    }

    @Test
    void nothingInTime_isAFailureToo() {
        offer(0);
        assertThat(progress.isOver()).isFalse();
        assertThat(progress.outcome().path()).isEqualTo(Path.FAILED);
        assertThat(progress.outcome().why()).contains("in time");
    }

    @Test
    void endThatDidNotReport_leavesThePathUnknown() {
        offer(0);
        observed(CALLER, 1, new EvidenceEvent.State("connection", "connected"));
        observed(CALLER, 2, pair("host", null));
        assertThat(progress.outcome().path()).isNull();
        assertThat(progress.outcome().why()).contains("callee");
        assertThat(progress.outcome().connected()).isTrue();
    }

    @Test
    void theCalleesOwnFirstFrame_saysNothingAboutTheCallers() {
        offer(0);
        observed(CALLEE, 5, new EvidenceEvent.FirstFrameDecoded());
        assertThat(progress.outcome().msToFirstFrame()).isNull();
    }

    private void offer(double at) {
        take(
                CALLER,
                at,
                new SessionEvent.Signaled(
                        SessionEvent.Signal.OFFER, 9, at, null, null, null, null));
    }

    private void observed(PeerId by, double at, EvidenceEvent event) {
        take(by, at, new SessionEvent.Observed(event));
    }

    private void take(PeerId by, double at, SessionEvent.What what) {
        progress.take(
                new SessionEvent(
                        ++n,
                        at,
                        0,
                        Source.measured(Where.MEDIA_PEER, by),
                        by.value(),
                        (by.equals(CALLER) ? CALLEE : CALLER).value(),
                        what));
    }

    private static EvidenceEvent pair(String localType, String relayProtocol) {
        return new EvidenceEvent.SelectedPair(
                "198.51.100.9:1", null, localType, "prflx", "udp", relayProtocol);
    }
}
