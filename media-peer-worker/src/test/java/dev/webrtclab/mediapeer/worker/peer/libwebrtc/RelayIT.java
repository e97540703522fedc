package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Network.Ipam;
import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Viewer;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
        }
        assertThat(worker.log()).noneMatch(line -> line.contains("open-sesame"));
    }

    private void keepRelayed(WorkerEvent event) {
        if (event instanceof WorkerEvent.Candidate candidate
                && candidate.candidate().contains(" typ relay ")) {
            relayed.add(candidate);
        }
    }
}
