package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.dockerjava.api.model.Network.Ipam;
import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Viewer;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import dev.webrtclab.mediapeer.worker.testing.Wire;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CheckReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunMethod;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunSent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A call through a real coturn, with a relay at both ends: no packet of it goes straight from
 * viewer to worker, although both run on this machine.
 */
@Timeout(120)
class RelayIT {
    private static final String SUBNET = "10.92.0.0/24";
    private static final String RELAY = "10.92.0.10";
    private static final String START =
            "exec turnserver -n --listening-ip=%1$s --relay-ip=%1$s --realm=lab --lt-cred-mech"
                    + " --user=viewer:open-sesame --fingerprint --pidfile=/tmp/turn.pid"
                    + " --log-file=stdout";

    private static final Network NETWORK =
            Network.builder()
                    .createNetworkCmdModifier(
                            create ->
                                    create.withIpam(
                                            new Ipam()
                                                    .withConfig(
                                                            new Ipam.Config().withSubnet(SUBNET))))
                    .build();

    private static final GenericContainer<?> COTURN =
            new GenericContainer<>("coturn/coturn:4.18")
                    .withNetwork(NETWORK)
                    .withCreateContainerCmdModifier(
                            create ->
                                    create.withIpv4Address(RELAY)
                                            .withEntrypoint("sh", "-c", START.formatted(RELAY)))
                    .waitingFor(Wait.forSuccessfulCommand("turnutils_stunclient " + RELAY));

    private static Viewer.Engine engine;
    private static ChildWorker worker;

    private final BlockingQueue<WorkerEvent.Candidate> relayed = new LinkedBlockingQueue<>();
    private final Queue<WorkerEvent.Observed> observed = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        COTURN.start();
        engine = new Viewer.Engine();
        worker = new ChildWorker();
    }

    @AfterAll
    static void stop() {
        worker.close();
        engine.close();
        COTURN.stop();
        NETWORK.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void call_throughTheRelay_showsFramesAndNamesTheRelay(String transport) throws Exception {
        String url = "turn:" + RELAY + ":3478?transport=" + transport;
        IceServer server = new IceServer(List.of(url), "viewer", "open-sesame");
        worker.listen(this::keepRelayed);
        try (Viewer viewer = Viewer.relayed(engine, worker, transport, server)) {
            viewer.call(List.of(server));
            Seen first = viewer.nextFrame();

            assertThat(viewer.nextFrame().stamp().frame()).isGreaterThan(first.stamp().frame());
            WorkerEvent.Candidate candidate = relayed.poll(20, TimeUnit.SECONDS);
            assertThat(candidate.candidate()).contains(" " + RELAY + " ");
            assertThat(candidate.url()).isEqualTo(url);
            assertThat(candidate.relayProtocol()).isEqualTo(transport);
            WorkerEvent.SelectedPair pair =
                    worker.await(
                            WorkerEvent.SelectedPair.class, p -> p.session().equals(transport));
            assertThat(pair.localType()).isEqualTo("relay");
            assertThat(pair.remoteType()).isEqualTo("relay");
            assertThat(pair.local()).startsWith(RELAY + ":");
            assertThat(pair.remote()).startsWith(RELAY + ":");
            assertThat(pair.relayProtocol()).isEqualTo(transport);
            worker.send(new WorkerCommand.Close(transport));
            worker.await(WorkerEvent.Ended.class, e -> e.session().equals(transport));
            assertTurnIsSeen(transport);
        }
        assertThat(worker.log()).noneMatch(line -> line.contains("open-sesame"));
    }

    /**
     * Pins the words of the engine's log: when a new version of the library says these things in
     * other words, nothing of them is seen and this fails.
     */
    private void assertTurnIsSeen(String session) {
        assertThat(sent(session))
                .contains(
                        tuple(StunMethod.ALLOCATE, Toward.TURN),
                        tuple(StunMethod.CREATE_PERMISSION, Toward.TURN),
                        tuple(StunMethod.CHANNEL_BIND, Toward.TURN),
                        tuple(StunMethod.BINDING, Toward.PEER));
        assertThat(received(session))
                .contains(
                        tuple(StunMethod.ALLOCATE, 401),
                        tuple(StunMethod.ALLOCATE, 0),
                        tuple(StunMethod.CREATE_PERMISSION, 0),
                        tuple(StunMethod.CHANNEL_BIND, 0),
                        tuple(StunMethod.BINDING, 0));
        assertThat(evidence(session, StunSent.class))
                .filteredOn(sent -> sent.toward() == Toward.TURN)
                .allSatisfy(sent -> assertThat(sent.remote()).isEqualTo(RELAY + ":3478"));
        assertThat(evidence(session, StunReceived.class))
                .filteredOn(answer -> answer.relayed() != null)
                .isNotEmpty()
                .allSatisfy(
                        given -> {
                            assertThat(given.method()).isEqualTo(StunMethod.ALLOCATE);
                            assertThat(given.relayed()).startsWith(RELAY + ":");
                            assertThat(given.rttMs()).isNotNegative();
                        });
        List<String> asked = evidence(session, StunSent.class).map(StunSent::id).toList();
        assertThat(evidence(session, StunReceived.class))
                .allSatisfy(answer -> assertThat(asked).contains(answer.id()));
        assertThat(evidence(session, CheckReceived.class)).isNotEmpty();
    }

    @Test
    void wrongPassword_isSeenAsRefusedAfterTheChallenge() throws Exception {
        String url = "turn:" + RELAY + ":3478?transport=udp";
        Wire wire =
                new Wire(
                        worker,
                        "outside",
                        "inside",
                        List.of(new IceServer(List.of(url), "viewer", "wrong")),
                        _ -> false);
        wire.call();
        wire.await("inside", WorkerEvent.CandidateError.class);
        assertThat(
                        wire.evidence("inside", StunReceived.class)
                                .filter(answer -> answer.toward() == Toward.TURN)
                                .map(StunReceived::code)
                                .limit(2))
                .containsExactly(401, 401);
        worker.send(new WorkerCommand.Close("outside"));
        wire.await("outside", WorkerEvent.Ended.class);
    }

    private List<Tuple> sent(String session) {
        return evidence(session, StunSent.class)
                .map(sent -> tuple(sent.method(), sent.toward()))
                .toList();
    }

    private List<Tuple> received(String session) {
        return evidence(session, StunReceived.class)
                .map(answer -> tuple(answer.method(), answer.code()))
                .toList();
    }

    private <E extends EvidenceEvent> Stream<E> evidence(String session, Class<E> kind) {
        return observed.stream()
                .filter(seen -> seen.session().equals(session))
                .map(WorkerEvent.Observed::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private void keepRelayed(WorkerEvent event) {
        if (event instanceof WorkerEvent.Candidate candidate
                && candidate.candidate().contains(" typ relay ")) {
            relayed.add(candidate);
        } else if (event instanceof WorkerEvent.Observed seen) {
            observed.add(seen);
        }
    }
}
