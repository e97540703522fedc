package dev.webrtclab.natprobe.nat.ice4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Network.Ipam;
import dev.webrtclab.natprobe.nat.BindingCheck;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.nat.NatPresence;
import dev.webrtclab.natprobe.nat.NatReport;
import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.ProbeRun;
import dev.webrtclab.natprobe.nat.Reachability;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * The probe against the coturn of the lab, and coturn's own discovery tool as the referee, from the
 * same position.
 */
class Ice4jStunTransportIT {
    private static final String IMAGE = "coturn/coturn:4.18";
    private static final String SUBNET = "10.91.7.0/24";

    /** This machine in that network: the address the probe sends from. */
    private static final String GATEWAY = "10.91.7.1";

    private static final Endpoint SERVER = SimulatedNet.at("10.91.7.10", 3478);
    private static final Endpoint OTHER = SimulatedNet.at("10.91.7.11", 3479);

    /**
     * The image has no ip(8): the second address is set by the ioctl SIOCSIFADDR on an alias of the
     * interface.
     */
    private static final String START =
            """
            perl -MSocket -e '
              socket(S, AF_INET, SOCK_DGRAM, 0) or die;
              ioctl(S, 0x8916, pack("a16 S n a4 x8", "eth0:1", AF_INET, 0, inet_aton("10.91.7.11"))) or die $!;
              ioctl(S, 0x891c, pack("a16 S n a4 x8", "eth0:1", AF_INET, 0, inet_aton("255.255.255.0"))) or die $!;' &&
            exec turnserver -n --rfc5780 --listening-ip=10.91.7.10 --listening-ip=10.91.7.11 --realm=lab --no-auth \
              --pidfile=/tmp/turn.pid --log-file=stdout
            """;

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
            new GenericContainer<>(IMAGE)
                    .withNetwork(NETWORK)
                    .withCreateContainerCmdModifier(
                            create -> {
                                create.withIpv4Address(SERVER.address().getHostAddress())
                                        .withUser("root")
                                        .withEntrypoint("sh", "-c", START);
                                Objects.requireNonNull(create.getHostConfig())
                                        .withCapAdd(Capability.NET_ADMIN);
                            });

    private static final Ice4jStunTransport TRANSPORT = new Ice4jStunTransport();

    @BeforeAll
    static void start() {
        COTURN.start();
        BindingCheck check = new BindingCheck(TRANSPORT);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> check.check(SERVER).reachable() && check.check(OTHER).reachable());
    }

    @AfterAll
    static void stop() {
        COTURN.stop();
        NETWORK.close();
    }

    @Test
    void probe_besideCoturn_findsNoNatAndNoFilter() throws Exception {
        NatReport report = new ProbeRun(TRANSPORT).probe(SERVER, Optional.empty(), _ -> {});

        assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.NONE));
        assertThat(report.mapping()).isEqualTo(Finding.known(MappingBehavior.ENDPOINT_INDEPENDENT));
        assertThat(report.filtering())
                .isEqualTo(Finding.known(FilteringBehavior.ENDPOINT_INDEPENDENT));
        assertThat(report.udp()).isEqualTo(Finding.known(Reachability.REACHABLE));
        assertThat(report.tcp()).isEqualTo(Finding.known(Reachability.REACHABLE));
        assertThat(report.observations())
                .filteredOn(Answer.class::isInstance)
                .map(Answer.class::cast)
                .anySatisfy(
                        answer -> {
                            assertThat(answer.from()).isEqualTo(OTHER);
                            assertThat(answer.responseOrigin()).isEqualTo(OTHER);
                        });
    }

    /** A busy machine makes single runs slow, even to a second send, but not all of them. */
    @Test
    void probe_besideCoturn_waitsForNothing() {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .untilAsserted(
                        () -> {
                            long start = System.nanoTime();
                            NatReport report =
                                    new ProbeRun(TRANSPORT)
                                            .probe(SERVER, Optional.empty(), _ -> {});
                            Duration took = Duration.ofNanos(System.nanoTime() - start);

                            assertThat(report.observations())
                                    .noneMatch(Silence.class::isInstance)
                                    .filteredOn(Answer.class::isInstance)
                                    .map(Answer.class::cast)
                                    .extracting(Answer::attempt)
                                    .isNotEmpty()
                                    .containsOnly(1);
                            assertThat(took).isLessThan(Duration.ofSeconds(1));
                        });
    }

    @Test
    void referee_fromTheSamePosition_agrees() throws Exception {
        NatReport report = new ProbeRun(TRANSPORT).probe(SERVER, Optional.empty(), _ -> {});
        try (GenericContainer<?> referee =
                new GenericContainer<>(IMAGE)
                        .withNetworkMode("host")
                        .withStartupCheckStrategy(
                                new OneShotStartupCheckStrategy()
                                        .withTimeout(Duration.ofSeconds(30)))
                        .withCreateContainerCmdModifier(
                                create ->
                                        create.withEntrypoint(
                                                "turnutils_natdiscovery",
                                                "-m",
                                                "-f",
                                                "-L",
                                                GATEWAY,
                                                SERVER.address().getHostAddress()))) {
            referee.start();
            String said = referee.getLogs();

            assertThat(said).contains("No NAT!").contains("Endpoint Independent Filtering");
        }
        assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.NONE));
        assertThat(report.filtering())
                .isEqualTo(Finding.known(FilteringBehavior.ENDPOINT_INDEPENDENT));
    }
}
