package dev.webrtclab.signaling.records;

import static dev.webrtclab.signaling.testing.Signals.relayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final RoomId ROOM = new RoomId("demo");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId MEDIA = new PeerId("media-1");

    private final AtomicLong now = new AtomicLong(1000);
    private final Clock clock =
            InstantSource.tick(() -> Instant.ofEpochMilli(now.get()), Duration.ofMillis(1))
                    .withZone(ZoneOffset.UTC);
    private final SessionRecords records =
            new SessionRecords(
                    new SessionRecords.Limits(3, 100, 1000, Duration.ofHours(1)),
                    peer ->
                            new Known(
                                    new Participant(
                                            peer, Participant.Role.BROWSER, null, null, null),
                                    null));
    private final Verdicts verdicts = new Verdicts(records, clock);
    private final String id =
            relayed(
                            records,
                            ROOM,
                            ANNA,
                            MEDIA,
                            new Signal.Offer(new SessionDescription("offer", "v=0")),
                            1000,
                            1000)
                    .orElseThrow();

    @Test
    void allWhoAskForARunningRecordAsItIs_getOneVerdict() {
        assertThat(verdict()).isSameAs(verdict());
    }

    @Test
    void eventThatFollows_makesAnotherVerdict() {
        Verdict first = verdict();
        records.observed(
                ROOM, ANNA, MEDIA, Where.BROWSER, 1000, 0, new EvidenceEvent.State("ice", "new"));
        assertThat(verdict()).isNotSameAs(first);
    }

    @Test
    void silence_makesAnotherVerdict_whileTheCallLasts() {
        Verdict first = verdict();
        now.addAndGet(500);
        Verdict second = verdict();
        assertThat(second).isNotSameAs(first);
        records.gone(ROOM, MEDIA, LeaveReason.STOPPED, 1500);
        Verdict last = verdict();
        now.addAndGet(60_000);
        assertThat(verdict()).isSameAs(last).isNotSameAs(second);
    }

    @Test
    void forgottenRecord_hasNoVerdict() {
        verdict();
        records.forget(id);
        assertThat(verdicts.of(id)).isEmpty();
    }

    private Verdict verdict() {
        return verdicts.of(id).orElseThrow().verdict();
    }
}
