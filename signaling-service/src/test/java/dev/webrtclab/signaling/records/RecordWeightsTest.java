package dev.webrtclab.signaling.records;

import static dev.webrtclab.signaling.testing.Signals.relayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.Bounds;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records are bounded by what they hold, not by how many events that is. */
class RecordWeightsTest {
    private static final RoomId ROOM = new RoomId("demo");
    private static final PeerId ANNA = new PeerId("anna");
    private static final Signal OFFER = new Signal.Offer(new SessionDescription("offer", "v=0"));

    /** Of weight 1. */
    private static final EvidenceEvent SMALL = new EvidenceEvent.FirstFrameDecoded();

    /** 8 KiB: of weight 17. */
    private static final EvidenceEvent FAT =
            new Description("local", "offer", true, null, null, null, List.of(section(155)), 1);

    /** Ten records of 100 in all: each has a share of 2, and 80 are for those that hold more. */
    private final SessionRecords records = records(10, 60, 100);

    @Test
    void fatEvidence_fillsARecordByItsWeight_alsoOfACallThatIsOver() {
        String id = begin("m1");
        observe("m1", FAT, 2);
        records.gone(ROOM, new PeerId("m1"), LeaveReason.STOPPED, 3);
        observe("m1", FAT, 5);
        SessionRecord record = records.find(id).orElseThrow();
        assertThat(Bounds.size((Record) FAT)).isBetween(8 * 1024, 9 * 1024);
        assertThat(record.events()).as("offer, three descriptions, end").hasSize(5);
        assertThat(record.dropped()).isEqualTo(4);
    }

    @Test
    void whatIsAdded_makesTheOldestEndedRecordsGo() {
        String oldest = endedWith("m1", 30);
        String older = endedWith("m2", 30);
        String running = begin("m3");
        observe("m3", SMALL, 30);
        assertThat(records.find(oldest)).isEmpty();
        assertThat(records.find(older)).isPresent();
        assertThat(records.find(running).orElseThrow().events()).hasSize(31);
        assertThat(records.find(running).orElseThrow().dropped()).isZero();
    }

    @Test
    void evidenceForAnEndedRecord_isCountedInAllToo() {
        endedWith("m1", 50);
        endedWith("m2", 50);
        endedWith("m3", 50);
        assertThat(inAll()).isLessThanOrEqualTo(100);
        observe("m3", SMALL, 50);
        assertThat(inAll()).isLessThanOrEqualTo(100);
    }

    @Test
    void smallEventsOfManyRunningRecords_areBoundedInAll_andCountedAsDropped() {
        for (int i = 0; i < 10; i++) {
            begin("m" + i);
            observe("m" + i, SMALL, 50);
        }
        assertThat(inAll()).isEqualTo(100);
        assertThat(records.size()).isEqualTo(10);
        int dropped =
                records.list().stream()
                        .mapToInt(summary -> records.find(summary.id()).orElseThrow().dropped())
                        .sum();
        assertThat(dropped).isEqualTo(10 * 51 - 100);
    }

    @Test
    void callThatBegins_hasItsShare_whateverRunningOnesHold() {
        begin("m1");
        observe("m1", SMALL, 59);
        begin("m2");
        observe("m2", SMALL, 59);
        String last = begin("m3");
        observe("m3", SMALL, 2);
        assertThat(records.find(last).orElseThrow().events()).hasSize(2);
        assertThat(records.find(last).orElseThrow().dropped()).isEqualTo(1);
        records.gone(ROOM, new PeerId("m3"), LeaveReason.LEFT, 9);
        assertThat(records.find(last).orElseThrow().events()).as("its end").hasSize(3);
    }

    @Test
    void recordThatIsFull_makesNoOtherGo() {
        String ended = endedWith("m1", 20);
        begin("m2");
        observe("m2", SMALL, 1000);
        assertThat(records.find(ended)).isPresent();
    }

    @Test
    void importsOfFewFatEvents_makeOlderOnesGo() throws RefusedException {
        String first = records.keep(file(FAT, 2), 1);
        String second = records.keep(file(FAT, 2), 2);
        String third = records.keep(file(FAT, 2), 3);
        assertThat(records.find(first)).isEmpty();
        assertThat(records.find(second)).isPresent();
        assertThat(records.find(third)).isPresent();
    }

    @Test
    void fileThatIsLargerThanAllMayBe_isRefused_andNoneGoesForIt() throws RefusedException {
        String kept = records.keep(file(FAT, 2), 1);
        assertRefused(file(FAT, 5));
        assertThat(records.find(kept)).isPresent();
    }

    @Test
    void fileThatHasNoRoomBesideRunningRecords_isRefused() {
        String running = begin("m1");
        observe("m1", SMALL, 59);
        assertRefused(file(FAT, 2));
        assertThat(records.find(running)).isPresent();
    }

    @Test
    void namesAndReportsOfAFile_countToo() {
        SessionRecord file = file(SMALL, 1);
        List<SessionEvent> events =
                List.of(
                        event(1, "x".repeat(500), SMALL),
                        event(2, "y".repeat(500), SMALL),
                        event(3, "y".repeat(500), SMALL));
        assertThat(Weight.of(file)).isEqualTo(1);
        assertThat(Weight.of(new SessionRecord("a", 1, 2.0, file.participants(), events, 0)))
                .isEqualTo(5);
    }

    @Test
    void forgottenRecord_givesBackWhatItHeld_andReadersGetNothingMore() {
        String id = endedWith("m1", 50);
        RecordReader reader = records.read(id, () -> {}).orElseThrow();
        assertThat(reader.next()).isNotNull();
        for (int i = 0; i < 20; i++) {
            records.forget(id);
            id = endedWith("m" + i, 50);
            assertThat(records.find(id).orElseThrow().dropped()).isZero();
        }
        assertThat(reader.isForgotten()).isTrue();
        assertThat(reader.next()).isNull();
    }

    private String begin(String peer) {
        return relayed(records, ROOM, ANNA, new PeerId(peer), OFFER, 1, 1).orElseThrow();
    }

    private String endedWith(String peer, int events) {
        String id = begin(peer);
        observe(peer, SMALL, events);
        records.gone(ROOM, new PeerId(peer), LeaveReason.STOPPED, 3);
        return id;
    }

    private void observe(String peer, EvidenceEvent event, int times) {
        for (int i = 0; i < times; i++) {
            records.observed(ROOM, ANNA, new PeerId(peer), Where.BROWSER, 2, 1, event);
        }
    }

    private int inAll() {
        return records.list().stream().mapToInt(Summary::events).sum();
    }

    private void assertRefused(SessionRecord file) {
        assertThatThrownBy(() -> records.keep(file, 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.refusal().code())
                                        .isEqualTo(ErrorCode.SESSION_FILE_REFUSED));
    }

    private static SessionRecord file(EvidenceEvent event, int events) {
        return new SessionRecord(
                "file",
                1,
                9.0,
                List.of(end("anna"), end("m1")),
                Collections.nCopies(events, event(1, "anna", event)),
                0);
    }

    private static SessionEvent event(int n, String from, EvidenceEvent event) {
        return new SessionEvent(
                n,
                1,
                0,
                Source.measured(Where.BROWSER, ANNA),
                from,
                null,
                new SessionEvent.Observed(event));
    }

    private static Participant end(String peer) {
        return new Participant(new PeerId(peer), Participant.Role.BROWSER, null, null, null);
    }

    private static MediaSection section(int codecs) {
        return new MediaSection("video", "sendrecv", Collections.nCopies(codecs, "H264"), false);
    }

    private static SessionRecords records(int most, int events, int inAll) {
        return new SessionRecords(
                new SessionRecords.Limits(most, events, inAll, Duration.ofHours(1)),
                peer -> new Known(end(peer.value()), null));
    }
}
