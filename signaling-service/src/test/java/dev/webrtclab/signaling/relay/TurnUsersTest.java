package dev.webrtclab.signaling.relay;

import static dev.webrtclab.signaling.testing.Signals.relayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.records.Known;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.relay.TurnUsers.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnUsersTest {
    private static final RoomId ROOM = new RoomId("demo");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId MEDIA = new PeerId("media-1");
    private static final PeerId OTHER = new PeerId("media-2");
    private static final String USER = "5f0c3a9b1d2e4f60718293a4";
    private static final String RELAYED = "198.51.100.10:49391";
    private static final double NOW = 1_000_000;

    private final SessionRecords records =
            new SessionRecords(
                    new SessionRecords.Limits(10, 5000, 50_000, Duration.ofHours(1)),
                    peer ->
                            new Known(
                                    new Participant(
                                            peer, Participant.Role.BROWSER, null, null, null),
                                    null));
    private final List<Fate> fates = new ArrayList<>();
    private final TurnUsers users = new TurnUsers(records, fates::add);

    private String begin(PeerId from, PeerId to, double at) {
        Signal offer = new Signal.Offer(new SessionDescription("offer", "v=0"));
        return relayed(records, ROOM, from, to, offer, at, at).orElseThrow();
    }

    private void signalRelayCandidate(PeerId from, PeerId to, String address, int port) {
        String line =
                "candidate:1 1 udp 1 " + address + " " + port + " typ relay raddr 0.0.0.0 rport 0";
        relayed(
                records,
                ROOM,
                from,
                to,
                new Signal.IceCandidate(new CandidateInit(line, "0", 0, null), null, null),
                NOW,
                NOW);
    }

    private static RelayObservation seen(
            RelayEvent.Type what,
            @Nullable String allocation,
            double at,
            @Nullable String relayed) {
        return new RelayObservation(
                allocation,
                at,
                0.5,
                new RelayEvent(
                        what, USER, null, null, null, relayed, null, null, null, null, null));
    }

    private static RelayObservation allocated(String allocation, double at) {
        return seen(RelayEvent.Type.ALLOCATED, allocation, at, RELAYED);
    }

    private void tell(RelayObservation... all) {
        for (RelayObservation each : all) {
            users.seen(each, NOW);
        }
        users.deliver(NOW);
    }

    private List<SessionEvent> relayEvents(String id) {
        return records.find(id).orElseThrow().events().stream()
                .filter(event -> event.what() instanceof SessionEvent.Relay)
                .toList();
    }

    @Test
    void event_ofACredentialThatWasIssuedForAConnection_isInItsRecordAtOnce() {
        String id = begin(ANNA, MEDIA, NOW);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW);

        tell(allocated("7", NOW + 12.5));

        SessionEvent event = relayEvents(id).getFirst();
        assertThat(event.at()).isEqualTo(NOW + 12.5);
        assertThat(event.uncertaintyMs()).isEqualTo(0.5);
        assertThat(event.source().where()).isEqualTo(Where.COTURN);
        assertThat(event.from()).isEqualTo("media-1");
        assertThat(event.to()).isEqualTo("@turn");
        assertThat(fates).containsExactly(Fate.RECORDED);
    }

    @Test
    void event_thatComesBeforeItsCredentialIsKnown_waits_andKeepsItsTime() {
        String id = begin(ANNA, MEDIA, NOW);
        tell(allocated("7", NOW + 1));
        assertThat(relayEvents(id)).isEmpty();

        signalRelayCandidate(ANNA, MEDIA, "198.51.100.10", 49391);
        users.claimed(USER, ROOM, ANNA, MEDIA, NOW + 30_000);

        assertThat(relayEvents(id)).extracting(SessionEvent::at).containsExactly(NOW + 1);
    }

    @Test
    void event_thatComesBeforeItsRecordBegins_waitsForIt_andNotInTheOneBefore() {
        String before = begin(MEDIA, ANNA, NOW - 100);
        records.ended(ROOM, ANNA, MEDIA, null, NOW - 50);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW);
        tell(allocated("7", NOW + 1));

        String id = begin(MEDIA, ANNA, NOW + 20);
        users.deliver(NOW + 250);

        assertThat(relayEvents(before)).isEmpty();
        assertThat(relayEvents(id)).hasSize(1);
    }

    @Test
    void event_thatBelongsToNobody_isForgottenAfterAMinute() {
        tell(allocated("7", NOW));
        users.deliver(NOW + TurnUsers.PATIENCE);
        assertThat(fates).isEmpty();

        users.deliver(NOW + TurnUsers.PATIENCE + 1);
        assertThat(fates).containsExactly(Fate.UNATTRIBUTED);

        String id = begin(ANNA, MEDIA, NOW);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW + 70_000);
        assertThat(relayEvents(id)).isEmpty();
    }

    @Test
    void end_ofAnAllocation_isInTheRecordThatItBeganIn_howeverLateItComes() {
        String id = begin(ANNA, MEDIA, NOW);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW);
        tell(allocated("7", NOW + 1));
        records.ended(ROOM, ANNA, MEDIA, null, NOW + 100);
        String next = begin(ANNA, MEDIA, NOW + 200);

        tell(seen(RelayEvent.Type.CLOSED, "7", NOW + 1100, null));

        assertThat(relayEvents(id)).hasSize(2);
        assertThat(relayEvents(next)).isEmpty();
    }

    @Test
    void allocations_ofAPageWithTwoConnections_goByTheCandidatesThatWereSignaled() {
        String first = begin(ANNA, MEDIA, NOW);
        String second = begin(ANNA, OTHER, NOW);
        users.claimed(USER, ROOM, ANNA, MEDIA, NOW);
        users.claimed(USER, ROOM, ANNA, OTHER, NOW);

        tell(allocated("7", NOW + 1), seen(RelayEvent.Type.PERMISSION, "7", NOW + 2, null));
        signalRelayCandidate(ANNA, OTHER, "198.51.100.10", 49391);
        users.deliver(NOW + 250);

        assertThat(relayEvents(first)).isEmpty();
        assertThat(relayEvents(second)).hasSize(2);
    }

    @Test
    void allocation_thatCouldBeOfEitherConnection_isOfNeither() {
        String first = begin(ANNA, MEDIA, NOW);
        String second = begin(ANNA, OTHER, NOW);
        users.claimed(USER, ROOM, ANNA, MEDIA, NOW);
        users.claimed(USER, ROOM, ANNA, OTHER, NOW);

        tell(allocated("7", NOW + 1));
        users.deliver(NOW + TurnUsers.PATIENCE + 1);

        assertThat(relayEvents(first)).isEmpty();
        assertThat(relayEvents(second)).isEmpty();
        assertThat(fates).containsExactly(Fate.UNATTRIBUTED);
    }

    @Test
    void refusal_ofAPageWithOneConnection_isItsOwnAfterASecond() {
        String id = begin(ANNA, MEDIA, NOW);
        users.claimed(USER, ROOM, ANNA, MEDIA, NOW);
        tell(seen(RelayEvent.Type.CREDENTIALS_REFUSED, "7", NOW + 1, null));
        assertThat(relayEvents(id)).as("another connection may still say it is its own").isEmpty();

        users.deliver(NOW + TurnUsers.SETTLED);
        assertThat(relayEvents(id)).hasSize(1);
    }

    @Test
    void credential_thatWasIssuedToOne_canNotBeClaimedByAnother() {
        String id = begin(ANNA, MEDIA, NOW);
        String thief = begin(OTHER, ANNA, NOW);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW);
        users.claimed(USER, ROOM, OTHER, ANNA, NOW);

        tell(allocated("7", NOW + 1));

        assertThat(relayEvents(id)).hasSize(1);
        assertThat(relayEvents(thief)).isEmpty();
    }

    @Test
    void flood_ofRefusedCredentials_doesNotPushOutWhatWasAllocated() {
        tell(allocated("7", NOW));
        for (int i = 0; i < 5000; i++) {
            users.seen(seen(RelayEvent.Type.CREDENTIALS_REFUSED, "s" + i, NOW, null), NOW);
        }
        assertThat(fates).hasSize(4500).containsOnly(Fate.DROPPED);

        String id = begin(ANNA, MEDIA, NOW);
        users.issued(USER, ROOM, MEDIA, ANNA, NOW);
        assertThat(relayEvents(id).getFirst().what())
                .extracting(what -> ((SessionEvent.Relay) what).event().what())
                .isEqualTo(RelayEvent.Type.ALLOCATED);
    }
}
