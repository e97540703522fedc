package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private final FakePeers peers = new FakePeers();
    private final List<WorkerEvent> events = new ArrayList<>();
    private final Sessions sessions =
            new Sessions(
                    peers,
                    events::add,
                    (after, task) -> peers.later.add(task),
                    () -> new Moment(0, 0),
                    System.Logger.Level.DEBUG);

    @Test
    void offer_opensAConnectionAndCountsIt() {
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        sessions.command(offer("b", Offers.ofChromium(), "pattern", List.of()));
        assertThat(sessions.open()).isEqualTo(2);
        assertThat(peers.calls).containsExactly("open pattern", "apply", "open pattern", "apply");
        sessions.command(new WorkerCommand.Close("a"));
        sessions.command(new WorkerCommand.Close("b"));
        assertThat(peers.calls).endsWith("close", "close");
        assertThat(sessions.open()).isZero();
        assertThat(sessions.served()).isEqualTo(2);
    }

    @Test
    void offerOfAnUnknownSource_isRefused() {
        sessions.command(offer("a", Offers.ofChromium(), "screen:0", List.of()));
        assertThat(refusals()).containsExactly("source-unknown");
        assertThat(peers.calls).isEmpty();
    }

    @Test
    void offerWithoutVideoToReceive_isRefused() {
        String sendonly = Offers.ofChromium().replace("a=recvonly", "a=sendonly");
        sessions.command(offer("a", sendonly, "pattern", List.of()));
        assertThat(refusals()).containsExactly("no-video-offered");
        assertThat(peers.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%s%n", "v=0\r\n", "v=0\r\nm=video 9 RTP/AVP 96\r\n"})
    void offerThatBreaksTheGrammar_neverReachesTheLibrary(String sdp) {
        sessions.command(offer("a", sdp, "pattern", List.of()));
        assertThat(refusals()).containsExactly("description-refused");
        assertThat(peers.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo", "stun:", "http://x", "turn:host:99999", "turn:host"})
    void serverThatBreaksTheGrammar_neverReachesTheLibrary(String url) {
        var server = new IceServer(List.of(url), null, null);
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of(server)));
        assertThat(refusals()).containsExactly("ice-url-refused");
        assertThat(peers.calls).isEmpty();
    }

    @Test
    void candidateThatBreaksTheGrammar_isRefusedAndTheConnectionStays() {
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        sessions.command(new WorkerCommand.Candidate("a", "candidate:%n", "0", 0));
        sessions.command(new WorkerCommand.Candidate("a", "", "%n", 0));
        assertThat(refusals()).containsExactly("candidate-refused", "candidate-refused");
        assertThat(sessions.open()).isEqualTo(1);
    }

    @Test
    void secondOfferThatIsRefused_leavesNoConnection() {
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        sessions.command(offer("a", "v=0\r\n", "pattern", List.of()));
        assertThat(refusals()).containsExactly("description-refused");
        assertThat(peers.calls).endsWith("close");
        assertThat(sessions.open()).isZero();
    }

    @Test
    void commandOfAnUnknownSession_isRefused() {
        sessions.command(new WorkerCommand.Candidate("x", "", "0", 0));
        sessions.command(new WorkerCommand.Close("x"));
        assertThat(refusals()).containsExactly("session-unknown", "session-unknown");
    }

    @Test
    void libraryThatOpensNothing_isReportedAndLeavesNothing() {
        peers.broken = true;
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        assertThat(refusals()).containsExactly("internal-error");
        assertThat(sessions.open()).isZero();
        peers.broken = false;
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        assertThat(sessions.open()).isEqualTo(1);
    }

    @Test
    void sessionIdThatIsUsedAgain_isANewConnection() {
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        Consumer<PeerObservation> former = peers.observer;
        sessions.command(new WorkerCommand.Close("a"));
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        events.clear();
        former.accept(new PeerInput.Answered("old"));
        assertThat(events).isEmpty();
    }

    @Test
    void view_opensAnOffererThatIsNoAudience() {
        sessions.command(new WorkerCommand.View("v", List.of()));
        assertThat(peers.calls).containsExactly("open viewer", "make offer");
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        assertThat(peers.calls).endsWith("open pattern", "apply");
        assertThat(sessions.open()).isEqualTo(2);
        assertThat(sessions.served()).isEqualTo(2);
        sessions.command(new WorkerCommand.Close("v"));
        assertThat(peers.calls).endsWith("close");
    }

    @Test
    void viewWithAServerThatBreaksTheGrammar_neverReachesTheLibrary() {
        var server = new IceServer(List.of("turns:198.51.100.10:443?transport=tcp"), null, null);
        sessions.command(new WorkerCommand.View("v", List.of(server)));
        assertThat(refusals()).containsExactly("ice-url-refused");
        assertThat(peers.calls).isEmpty();
    }

    @Test
    void viewOfAnOpenConnection_isRefusedAndTheConnectionStays() {
        sessions.command(new WorkerCommand.View("v", List.of()));
        sessions.command(new WorkerCommand.View("v", List.of()));
        assertThat(refusals()).containsExactly("invalid-message");
        assertThat(sessions.open()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%s%n", "v=0\r\n"})
    void answerThatBreaksTheGrammar_leavesNoConnection(String sdp) {
        sessions.command(new WorkerCommand.View("v", List.of()));
        peers.observer.accept(new PeerInput.OfferMade("offer"));
        sessions.command(new WorkerCommand.Answer("v", sdp));
        assertThat(refusals()).containsExactly("description-refused");
        assertThat(peers.calls).doesNotContain("apply answer").endsWith("close");
        assertThat(sessions.open()).isZero();
    }

    @Test
    void setSource_asksTheConnectionOfItsPeersGroup() {
        sessions.command(offer("peer/a#1", Offers.ofChromium(), "pattern", List.of()));
        sessions.command(
                new WorkerCommand.SetSource("peer/a#1", "file:a.mp4", 320, 180, 15, 500L, false));
        assertThat(peers.calls)
                .endsWith(
                        "show " + new Program("peer", new SourceSpec("file:a.mp4", 320, 180, 15)));
        assertThat(events).noneMatch(WorkerEvent.SourceRefused.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "peer/a#1, file:../secret, 640, 480, source-unknown",
        "peer/a#1, http://example.org/a.mp4, 640, 480, source-unknown",
        "peer/a#1, pattern, 641, 480, source-failed",
        "peer/a#1, pattern, 100, 100, source-failed",
        "peer/a#1, tone, 4096, 2160, source-failed",
        "peer/b#2, pattern, 640, 480, source-failed"
    })
    void setSourceThatCanNotBe_isRefusedOnceAndTheConnectionStays(
            String session, String source, int width, int height, String code) {
        sessions.command(offer("peer/a#1", Offers.ofChromium(), "pattern", List.of()));
        events.clear();
        sessions.command(
                new WorkerCommand.SetSource(session, source, width, height, null, null, null));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        WorkerEvent.SourceRefused.class,
                        refused -> {
                            assertThat(refused.session()).isEqualTo(session);
                            assertThat(refused.source()).isEqualTo(source);
                            assertThat(refused.code()).isEqualTo(code);
                        });
        assertThat(sessions.open()).isEqualTo(1);
    }

    @Test
    void setSourceOfOneThatViews_isRefusedAndItStays() {
        sessions.command(new WorkerCommand.View("v", List.of()));
        sessions.command(new WorkerCommand.SetSource("v", "pattern", null, null, null, null, null));
        assertThat(events).anyMatch(WorkerEvent.SourceRefused.class::isInstance);
        assertThat(sessions.open()).isEqualTo(1);
    }

    @Test
    void whatIsShown_isToldAfterTheAnswer() {
        sessions.command(offer("a", Offers.ofChromium(), "pattern", List.of()));
        peers.observer.accept(new PeerInput.SourceShown("pattern", Shape.STANDARD));
        assertThat(events).noneMatch(WorkerEvent.SourceChanged.class::isInstance);
        peers.observer.accept(new PeerInput.Answered("v=0"));
        assertThat(events).endsWith(new WorkerEvent.SourceChanged("a", "pattern", 640, 480, 30.0));
        peers.observer.accept(new PeerInput.SourceOver("pattern"));
        assertThat(events).endsWith(new WorkerEvent.SourceEnded("a", "pattern"));
    }

    private List<String> refusals() {
        return events.stream()
                .filter(WorkerEvent.Refused.class::isInstance)
                .map(event -> ((WorkerEvent.Refused) event).code())
                .toList();
    }

    private static WorkerCommand.Offer offer(
            String session, String sdp, String source, List<IceServer> servers) {
        return new WorkerCommand.Offer(session, sdp, source, true, servers);
    }
}
