package dev.webrtclab.signaling.sessions.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    @Test
    void answersBeyondTheBound_areRefused_untilOthersAreTaken() throws RefusedException {
        Outgoing outgoing = new Outgoing(100, Duration.ofSeconds(60));
        Runnable taken = outgoing.hold(60);
        outgoing.hold(40);
        assertFull(outgoing);
        taken.run();
        taken.run();
        outgoing.hold(60);
        assertFull(outgoing);
    }

    private static void assertFull(Outgoing outgoing) {
        assertThatThrownBy(() -> outgoing.hold(1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.refusal().code())
                                        .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }
}
