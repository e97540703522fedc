package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Wire;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CheckReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Environment;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstRtp;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Media;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Pair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunSent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the two ends of a real call within one worker tell about themselves. */
@Timeout(120)
class EvidenceTest {
    private static final String VIEWER = "viewer";
    private static final String SHOWER = "shower";

    /**
     * What a password is called in descriptions, candidates and messages; ids of pairs are random
     * letters.
     */
    private static final String PASSWORD = "(?i)ice-pwd|password|\\bpwd\"?\\s*[:=]";

    private static ChildWorker worker;
    private static Wire wire;

    @BeforeAll
    static void call() throws Exception {
        worker = new ChildWorker();
        wire = new Wire(worker, VIEWER, SHOWER);
        wire.call();
        wire.await(VIEWER, WorkerEvent.FirstFrameDecoded.class);
        wire.awaitEvidence(VIEWER, Media.class, EvidenceTest::bringsVideo);
        wire.awaitEvidence(SHOWER, Media.class, media -> isPositive(media.bitsPerSecondOut()));
        worker.send(new WorkerCommand.Close(VIEWER));
        wire.await(VIEWER, WorkerEvent.Ended.class);
        wire.await(SHOWER, WorkerEvent.Ended.class);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** The first figures may be older than the first packet. */
    private static boolean bringsVideo(Media media) {
        return isPositive(media.packetsReceived())
                && isPositive(media.bitsPerSecondIn())
                && media.codec() != null;
    }

    private static boolean isPositive(@Nullable Number number) {
        return number != null && number.doubleValue() > 0;
    }

    @Test
    void environment_comesFirst() {
        for (String end : Set.of(VIEWER, SHOWER)) {
            assertThat(wire.observed(end).getFirst().event()).isInstanceOf(Environment.class);
        }
    }

    @Test
    void observations_comeInTheOrderInWhichTheyHappened() {
        for (String end : Set.of(VIEWER, SHOWER)) {
            assertThat(wire.observed(end)).extracting(WorkerEvent.Observed::at).isSorted();
        }
    }

    @Test
    void descriptions_areToldWithTheirCodecsAndWithoutTheirPassword() {
        assertThat(wire.evidence(SHOWER, Description.class))
                .hasSize(2)
                .allSatisfy(
                        description -> {
                            assertThat(description.accepted()).isTrue();
                            assertThat(description.fingerprint()).startsWith("sha-256 ");
                            assertThat(description.generation()).isEqualTo(1);
                            assertThat(description.media().getFirst().codecs()).contains("VP8");
                        });
        assertThat(wire.evidence(SHOWER, Description.class).map(Description::side))
                .containsExactly("remote", "local");
        assertThat(wire.evidence(VIEWER, Description.class).map(Description::sdpType))
                .containsExactly("offer", "answer");
    }

    @Test
    void candidates_haveAnAddressAndNoUserFragment() {
        assertThat(wire.evidence(SHOWER, Candidate.class))
                .isNotEmpty()
                .allSatisfy(
                        candidate -> {
                            assertThat(candidate.address()).isNotEmpty();
                            assertThat(candidate.candidateType()).isEqualTo("host");
                            assertThat(candidate.candidate())
                                    .startsWith("candidate:")
                                    .doesNotContain("ufrag");
                        });
    }

    @Test
    void checks_areTheSameTransactionsAtBothEnds() {
        Set<String> sent =
                wire.evidence(VIEWER, StunSent.class).map(StunSent::id).collect(Collectors.toSet());
        Set<String> answered =
                wire.evidence(VIEWER, StunReceived.class)
                        .filter(received -> received.code() == 0)
                        .map(StunReceived::id)
                        .collect(Collectors.toSet());
        Set<String> arrived =
                wire.evidence(SHOWER, CheckReceived.class)
                        .map(CheckReceived::id)
                        .collect(Collectors.toSet());

        assertThat(sent).isNotEmpty();
        assertThat(answered).isNotEmpty();
        // checks that come in on a path that works already are not written down by the engine,
        // which
        // may be all of them
        assertThat(sent).containsAll(arrived).containsAll(answered);
        assertThat(wire.evidence(VIEWER, StunSent.class))
                .allSatisfy(
                        check -> {
                            assertThat(check.toward()).isEqualTo(Toward.PEER);
                            assertThat(check.local()).matches("\\[?[0-9a-f.:]+]?:\\d+");
                            assertThat(check.remote()).matches("\\[?[0-9a-f.:]+]?:\\d+");
                        });
    }

    @Test
    void onePair_succeeds() {
        assertThat(wire.evidence(VIEWER, Pair.class))
                .anySatisfy(
                        pair -> {
                            assertThat(pair.state()).isEqualTo("succeeded");
                            assertThat(pair.nominated()).isTrue();
                            assertThat(pair.responsesReceived()).isPositive();
                            assertThat(pair.rttMs()).isNotNull();
                        });
    }

    @Test
    void dtls_connects() {
        assertThat(wire.evidence(SHOWER, State.class).map(State::of)).containsOnly("dtls");
        assertThat(wire.evidence(SHOWER, State.class).map(State::value)).contains("connected");
        assertThat(wire.evidence(SHOWER, Transport.class))
                .anySatisfy(
                        transport -> {
                            assertThat(transport.dtlsState()).isEqualTo("connected");
                            assertThat(transport.srtpCipher()).isNotEmpty();
                            assertThat(transport.tlsVersion()).isNotEmpty();
                            assertThat(transport.ufrag()).isNotEmpty();
                            assertThat(transport.generation()).isEqualTo(1);
                        });
    }

    @Test
    void media_isToldAtBothEnds() {
        assertThat(wire.evidence(VIEWER, FirstRtp.class)).containsExactly(new FirstRtp("video"));
        assertThat(wire.evidence(SHOWER, FirstRtp.class)).isEmpty();
        assertThat(wire.evidence(VIEWER, Media.class))
                .anySatisfy(
                        media -> {
                            assertThat(media.bitsPerSecondIn()).isPositive();
                            assertThat(media.packetsReceived()).isPositive();
                            assertThat(media.codec()).isEqualTo("VP8");
                        });
        assertThat(wire.evidence(SHOWER, Media.class))
                .anySatisfy(media -> assertThat(media.bitsPerSecondOut()).isPositive());
    }

    @Test
    void nothingThatLeavesTheWorker_carriesAPassword() {
        WireJson<WorkerEvent> json = WireJson.of(WorkerEvent.class);
        for (String end : Set.of(VIEWER, SHOWER)) {
            assertThat(wire.observed(end))
                    .allSatisfy(
                            seen -> assertThat(json.encode(seen)).doesNotContainPattern(PASSWORD));
        }
        assertThat(worker.log()).noneMatch(line -> line.contains("Cand["));
    }
}
