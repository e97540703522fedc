package dev.webrtclab.signaling.records;

import static dev.webrtclab.signaling.testing.Signals.relayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionRecordsTest {
    private static final RoomId ROOM = new RoomId("demo");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId MEDIA = new PeerId("media-1");
    private static final Signal OFFER =
            new Signal.Offer(new SessionDescription("offer", "v=0 a=ice-pwd:secret"));
    private static final Signal ANSWER = new Signal.Answer(new SessionDescription("answer", "v=0"));

    private final SessionRecords records = records(3, 5);

    @Test
    void firstOffer_beginsARecord_andFollowingSignalsBelongToIt() {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 100, 101).orElseThrow();
        assertThat(relayed(records, ROOM, MEDIA, ANNA, ANSWER, 110, 111)).isEmpty();
        SessionRecord record = records.find(id).orElseThrow();
        assertThat(record.caller().peerId()).isEqualTo(ANNA);
        assertThat(record.startedAt()).isEqualTo(100);
        assertThat(record.events())
                .extracting(event -> ((SessionEvent.Signaled) event.what()).signal())
                .containsExactly(SessionEvent.Signal.OFFER, SessionEvent.Signal.ANSWER);
        assertThat(record.events()).extracting(SessionEvent::n).containsExactly(1, 2);
    }

    @Test
    void noDescription_isKept_butTheCandidateIs() {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        String line = "candidate:1 1 udp 1 198.51.100.9 5 typ host generation 0 ufrag aB3+";
        relayed(
                records,
                ROOM,
                ANNA,
                MEDIA,
                new Signal.IceCandidate(new CandidateInit(line, "0", 0, null), null, null),
                2,
                2);
        assertThat(records.find(id).orElseThrow().toString())
                .contains("198.51.100.9 5 typ host")
                .doesNotContain("secret")
                .doesNotContain("aB3+");
    }

    @Test
    void signalsWithoutAnOffer_andOtherRooms_areNoRecord() {
        assertThat(relayed(records, ROOM, MEDIA, ANNA, ANSWER, 1, 1)).isEmpty();
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        RoomId other = new RoomId("other");
        records.observed(
                other, ANNA, MEDIA, Where.BROWSER, 5, 1, new EvidenceEvent.FirstFrameDecoded());
        records.gone(other, ANNA, LeaveReason.STOPPED, 6);
        assertThat(records.find(id).orElseThrow().events()).hasSize(1);
        assertThat(records.find(id).orElseThrow().endedAt()).isNull();
    }

    @Test
    void offerAfterTheEnd_beginsAnotherRecord() {
        String first = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        assertThat(relayed(records, ROOM, ANNA, MEDIA, OFFER, 2, 2)).as("renegotiation").isEmpty();
        records.ended(ROOM, MEDIA, ANNA, LeaveReason.LEFT, 3);
        records.gone(ROOM, MEDIA, LeaveReason.STOPPED, 4);
        String second = relayed(records, ROOM, ANNA, MEDIA, OFFER, 5, 5).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(records.find(first).orElseThrow().endedAt()).isEqualTo(3);
        assertThat(records.find(ROOM, ANNA, MEDIA).orElseThrow().id()).isEqualTo(second);
    }

    @Test
    void expectedRecord_hasItsIdAndIsHeardFromTheFirstEventOn() {
        List<SessionEvent> heard = new ArrayList<>();
        records.expect(ROOM, ANNA, "known", heard::add);
        assertThat(relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1)).contains("known");
        relayed(records, ROOM, MEDIA, ANNA, ANSWER, 2, 2);
        assertThat(heard).extracting(SessionEvent::n).containsExactly(1, 2);
    }

    @Test
    void reader_getsPastAndLiveOnce_andHearsOfMoreUntilItIsClosed() {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        AtomicInteger heard = new AtomicInteger();
        RecordReader reader = records.read(id, heard::incrementAndGet).orElseThrow();
        relayed(records, ROOM, MEDIA, ANNA, ANSWER, 2, 2);
        assertThat(Stream.of(reader.next(), reader.next()))
                .extracting(SessionEvent::n)
                .containsExactly(1, 2);
        assertThat(reader.next()).isNull();
        reader.close();
        relayed(records, ROOM, MEDIA, ANNA, ANSWER, 3, 3);
        assertThat(heard).hasValue(1);
        assertThat(records.read("unknown", heard::incrementAndGet)).isEmpty();
    }

    @Test
    void fullRecord_countsWhatItDrops_andStillKnowsItsEnd() {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        for (int i = 0; i < 10; i++) {
            relayed(records, ROOM, MEDIA, ANNA, ANSWER, 2, 2);
        }
        records.ended(ROOM, MEDIA, ANNA, null, 3);
        SessionRecord record = records.find(id).orElseThrow();
        assertThat(record.dropped()).isEqualTo(6);
        assertThat(record.events()).hasSize(6);
        assertThat(record.events().getLast().what()).isEqualTo(new SessionEvent.Left(null));
    }

    @Test
    void tooManyRecords_forgetTheOldestEndedOne() {
        String running = relayed(records, ROOM, ANNA, new PeerId("m0"), OFFER, 0, 0).orElseThrow();
        String ended = relayed(records, ROOM, ANNA, new PeerId("m1"), OFFER, 1, 1).orElseThrow();
        relayed(records, ROOM, ANNA, new PeerId("m2"), OFFER, 2, 2);
        records.gone(ROOM, new PeerId("m1"), LeaveReason.STOPPED, 3);
        relayed(records, ROOM, ANNA, new PeerId("m3"), OFFER, 4, 4);
        assertThat(records.find(ended)).isEmpty();
        assertThat(records.find(running)).isPresent();
        assertThat(records.size()).isEqualTo(3);
    }

    @Test
    void endedRecord_isForgottenWithAge_aRunningOneIsNot() {
        String ended = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        records.gone(ROOM, MEDIA, LeaveReason.STOPPED, 2);
        String running = relayed(records, ROOM, ANNA, new PeerId("m2"), OFFER, 3, 3).orElseThrow();
        records.forgetOld(2 + Duration.ofHours(1).toMillis());
        assertThat(records.find(ended)).isPresent();
        records.forgetOld(3 + Duration.ofHours(1).toMillis());
        assertThat(records.find(ended)).isEmpty();
        assertThat(records.find(running)).isPresent();
    }

    @Test
    void whatTheTurnServerSays_isAboutTheEndWhoseUserItNames() {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        RelayEvent refused =
                new RelayEvent(
                        RelayEvent.Type.PERMISSION_REFUSED,
                        "aa11",
                        403,
                        "Forbidden IP",
                        null,
                        null,
                        "10.0.0.1",
                        null,
                        null,
                        null,
                        null);
        records.relay(id, ANNA, 7, 2, refused);
        SessionEvent event = records.find(id).orElseThrow().events().getLast();
        assertThat(event.from()).isEqualTo("anna");
        assertThat(event.to()).isEqualTo("@turn");
        assertThat(event.source()).isEqualTo(Source.measured(Where.COTURN, null));
        assertThat(event.what()).isEqualTo(new SessionEvent.Relay(refused));
    }

    @Test
    void knownNatReport_isTheFirstEvent_withItsOwnTime() {
        var report =
                new SessionEvent.NatReported(
                        "home", "present", "unknown", "unknown", null, null, null, null);
        SessionRecords known =
                new SessionRecords(
                        new SessionRecords.Limits(3, 5, 1000, Duration.ofHours(1)),
                        peer -> {
                            Known plain = browser(peer);
                            return peer.equals(MEDIA)
                                    ? new Known(plain.participant(), new Known.Nat(1000.0, report))
                                    : plain;
                        });
        String id = relayed(known, ROOM, ANNA, MEDIA, OFFER, 5000, 5000).orElseThrow();
        SessionEvent first = known.find(id).orElseThrow().events().getFirst();
        assertThat(first.at()).isEqualTo(1000);
        assertThat(first.from()).isEqualTo("@nat-probe");
        assertThat(first.to()).isEqualTo("media-1");
        assertThat(first.what()).isEqualTo(report);
    }

    @Test
    void manyEvents_makeEndedRecordsGo_beforeTheirNumberDoes() {
        SessionRecords bounded =
                new SessionRecords(
                        new SessionRecords.Limits(50, 50, 6, Duration.ofHours(1)),
                        SessionRecordsTest::browser);
        String first = relayed(bounded, ROOM, ANNA, new PeerId("m1"), OFFER, 1, 1).orElseThrow();
        for (int i = 0; i < 8; i++) {
            relayed(bounded, ROOM, new PeerId("m1"), ANNA, ANSWER, 2, 2);
        }
        bounded.gone(ROOM, new PeerId("m1"), LeaveReason.STOPPED, 3);
        assertThat(bounded.find(first)).isPresent();
        relayed(bounded, ROOM, ANNA, new PeerId("m2"), OFFER, 4, 4);
        assertThat(bounded.find(first)).isEmpty();
    }

    @Test
    void importedRecord_isKeptAsEnded_underAnIdOfItsOwn() throws RefusedException {
        String id = relayed(records, ROOM, ANNA, MEDIA, OFFER, 1, 1).orElseThrow();
        records.gone(ROOM, MEDIA, LeaveReason.STOPPED, 9);
        String copy = records.keep(records.find(id).orElseThrow(), 5_000_000);
        assertThat(copy).isNotEqualTo(id);
        assertThat(records.find(copy).orElseThrow().events())
                .isEqualTo(records.find(id).orElseThrow().events());
        assertThat(records.list()).extracting(Summary::id).containsExactly(copy, id);
        assertThat(records.list()).extracting(Summary::imported).containsExactly(true, false);
        records.forgetOld(5_000_000 + Duration.ofHours(1).toMillis());
        assertThat(records.find(copy)).isPresent();
        assertThat(records.forget(copy)).isTrue();
        assertThat(records.forget(copy)).isFalse();
    }

    private static Known browser(PeerId peer) {
        return new Known(new Participant(peer, Participant.Role.BROWSER, null, null, null), null);
    }

    private static SessionRecords records(int most, int events) {
        return new SessionRecords(
                new SessionRecords.Limits(most, events, 1000, Duration.ofHours(1)),
                SessionRecordsTest::browser);
    }
}
