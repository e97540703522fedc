package dev.webrtclab.signaling.records.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.records.Known;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.Verdicts;
import dev.webrtclab.signaling.testing.Signals;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordStreamTest {
    private static final RoomId ROOM = new RoomId("demo");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId MEDIA = new PeerId("media-1");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService judges = Executors.newSingleThreadScheduledExecutor();
    private final SessionRecords records =
            new SessionRecords(
                    new SessionRecords.Limits(3, 5000, 10_000, Duration.ofHours(1)),
                    peer ->
                            new Known(
                                    new Participant(
                                            peer, Participant.Role.BROWSER, null, null, null),
                                    null));
    private final String id =
            Signals.relayed(
                            records,
                            ROOM,
                            ANNA,
                            MEDIA,
                            new Signal.Offer(new SessionDescription("offer", "v=0")),
                            1,
                            1)
                    .orElseThrow();

    @AfterEach
    void end() {
        sender.shutdownNow();
        judges.shutdownNow();
    }

    @Test
    void reader_getsWhatItAsksFor_andTheRestStaysInTheRecord() throws RefusedException {
        observe(999);
        AssertSubscriber<OutboundSseEvent> reader = follow(stream(1, LONG), 0, 2);
        reader.awaitItems(2);
        assertThat(numbers(reader)).containsExactly(1, 2);
        reader.request(998).awaitItems(1000);
        assertThat(numbers(reader)).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(verdicts(reader)).isZero();
        reader.request(1).awaitItems(1001);
        assertThat(verdicts(reader)).isEqualTo(1);
        observe(1);
        reader.request(1).awaitItems(1002);
        assertThat(numbers(reader)).endsWith(1001);
    }

    @Test
    void readerThatTakesNothing_isEnded_andGoesOnWhenItComesBack() throws RefusedException {
        observe(9);
        RecordStream impatient = stream(1, Duration.ZERO);
        AssertSubscriber<OutboundSseEvent> slow = follow(impatient, 0, 3);
        slow.awaitCompletion();
        assertThat(numbers(slow)).containsExactly(1, 2, 3);
        AssertSubscriber<OutboundSseEvent> again = follow(impatient, 3, 7);
        again.awaitItems(7);
        assertThat(numbers(again)).containsExactly(4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void readerThatHasAll_isKept_whileNothingHappens() throws RefusedException {
        AssertSubscriber<OutboundSseEvent> reader = follow(stream(1, Duration.ZERO), 0, 100);
        reader.awaitItems(2);
        observe(1);
        reader.awaitItems(3);
        reader.assertNotTerminated();
    }

    @Test
    void furtherStream_isRefused_untilAnotherEnds() throws RefusedException {
        RecordStream stream = stream(1, LONG);
        AssertSubscriber<OutboundSseEvent> first = follow(stream, 0, 1);
        assertThatThrownBy(() -> follow(stream, 0, 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.refusal().code())
                                        .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        first.cancel();
        follow(stream, 0, 1).awaitItems(1);
    }

    @Test
    void forgottenRecord_endsItsStreams() throws RefusedException {
        AssertSubscriber<OutboundSseEvent> reader = follow(stream(1, LONG), 0, 1);
        reader.awaitItems(1);
        records.forget(id);
        reader.awaitCompletion();
        assertThat(stream(1, LONG).follow(id, 0, new SseImpl())).isEmpty();
    }

    private AssertSubscriber<OutboundSseEvent> follow(RecordStream stream, int after, long ask)
            throws RefusedException {
        return stream.follow(id, after, new SseImpl())
                .orElseThrow()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(ask));
    }

    private RecordStream stream(int most, Duration patience) {
        RecordStream.Tools tools =
                new RecordStream.Tools(
                        new Verdicts(records, Clock.systemUTC()),
                        new RecordJson(),
                        new VerdictJson(),
                        sender,
                        judges,
                        patience);
        return new RecordStream(records, tools, most);
    }

    private void observe(int times) {
        for (int i = 0; i < times; i++) {
            records.observed(
                    ROOM,
                    ANNA,
                    MEDIA,
                    Where.BROWSER,
                    2,
                    1,
                    new EvidenceEvent.State("ice", "checking"));
        }
    }

    private static List<Integer> numbers(AssertSubscriber<OutboundSseEvent> reader) {
        return reader.getItems().stream()
                .map(OutboundSseEvent::getId)
                .filter(Objects::nonNull)
                .map(Integer::valueOf)
                .toList();
    }

    private static long verdicts(AssertSubscriber<OutboundSseEvent> reader) {
        return reader.getItems().stream()
                .filter(event -> "verdict".equals(event.getName()))
                .count();
    }
}
