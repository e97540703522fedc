package dev.webrtclab.natprobe.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.StunTransport;
import dev.webrtclab.natprobe.nat.UnknownReason;
import dev.webrtclab.natprobe.testing.NatPolicy;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProbeMetrics metrics = new ProbeMetrics(registry);
    private final AtomicReference<ServerManner> manner = new AtomicReference<>(ServerManner.HONEST);
    private final HeldTransport transport = new HeldTransport(() -> net(manner.get()));

    @Test
    void start_whileAProbeRuns_joinsIt() {
        Probes probes = probes(transport);

        RunningProbe first = probes.start(AddressFamily.IPV4);
        RunningProbe second = probes.start(AddressFamily.IPV4);
        transport.released.countDown();

        assertThat(second).isSameAs(first);
        assertThat(first.report().join().report().mapping())
                .isEqualTo(Finding.known(MappingBehavior.ENDPOINT_INDEPENDENT));
        assertThat(transport.opened).hasValue(1);
    }

    @Test
    void start_afterAProbeEnded_runsAnother() {
        transport.released.countDown();
        Probes probes = probes(transport);

        TimedReport first = probes.start(AddressFamily.IPV4).report().join();
        TimedReport second = probes.start(AddressFamily.IPV4).report().join();

        assertThat(second).isNotSameAs(first);
        assertThat(probes.latest(AddressFamily.IPV4)).contains(second);
        assertThat(registry.get("natprobe.probe.runs").tag("outcome", "decided").counter().count())
                .isEqualTo(2);
    }

    @Test
    void startAnew_whileOneRuns_probesAgainAfterIt() {
        Probes probes = probes(transport);
        RunningProbe running = probes.start(AddressFamily.IPV4);
        await().until(() -> transport.opened.get() == 1);

        probes.startAnew(AddressFamily.IPV4);
        assertThat(transport.opened).hasValue(1);
        transport.released.countDown();

        TimedReport before = running.report().join();
        await().until(
                        () ->
                                probes.latest(AddressFamily.IPV4)
                                        .filter(latest -> latest != before)
                                        .isPresent());
        assertThat(transport.opened).hasValue(2);
    }

    @Test
    void watch_afterTheProbeEnded_hearsAllObservations() {
        transport.released.countDown();
        RunningProbe probe = probes(transport).start(AddressFamily.IPV4);
        List<Observation> seen = new ArrayList<>();

        TimedReport report = probe.report().join();
        probe.watch(seen::add);

        assertThat(seen).isEqualTo(report.report().observations()).isNotEmpty();
    }

    @Test
    void start_ofAFamilyWithoutServer_reportsUnknown() {
        TimedReport report = probes(transport).start(AddressFamily.IPV6).report().join();

        assertThat(report.report().nat())
                .isInstanceOfSatisfying(
                        Finding.Unknown.class,
                        unknown ->
                                assertThat(unknown.reason())
                                        .isEqualTo(UnknownReason.FAMILY_NOT_CONFIGURED));
    }

    @Test
    void start_whenTheProbeHasABug_failsAndIsNotReady() {
        Probes probes = probes(HeldTransport.broken());

        assertThatThrownBy(() -> probes.start(AddressFamily.IPV4).report().join())
                .isInstanceOf(CompletionException.class);

        assertThat(probes.able()).isFalse();
        assertThat(registry.get("natprobe.probe.runs").tag("outcome", "failed").counter().count())
                .isEqualTo(1);
    }

    @Test
    void watch_whenCoturnComesBack_probesAgain() {
        transport.released.countDown();
        manner.set(ServerManner.DOWN);
        Probes probes = probes(transport);
        TurnWatch watch = new TurnWatch(servers(), transport, probes, metrics, config());
        watch.begin(new StartupEvent());
        try {
            assertThat(watch.status().join().result().reachable()).isFalse();
            assertThat(watch.status().join().result().why()).contains("no answer from");

            manner.set(ServerManner.HONEST);

            await().until(() -> watch.status().join().result().reachable());
            await().until(
                            () ->
                                    probes.latest(AddressFamily.IPV4)
                                            .filter(
                                                    latest ->
                                                            latest.report()
                                                                    .mapping()
                                                                    .find()
                                                                    .isPresent())
                                            .isPresent());
            assertThat(registry.get("natprobe.stun.server.reachable").gauge().value()).isEqualTo(1);
        } finally {
            watch.end(new ShutdownEvent());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "host:",
                ":3478",
                "host:0",
                "host:65536",
                "http://host:1",
                "a b:1",
                "[::1:3478"
            })
    void parse_ofAValueThatMakesNoSense_saysWhatToWrite(String text) {
        assertThatThrownBy(() -> ServerName.parse("nat-probe.stun-server", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nat-probe.stun-server");
    }

    @Test
    void resolve_keepsFamiliesApart() {
        ServerName six = ServerName.parse("nat-probe.stun-server-ipv6", "[2001:db8::10]:3478");

        assertThat(six.resolve(AddressFamily.IPV6)).contains(SimulatedNet.at("2001:db8::10", 3478));
        assertThat(six.resolve(AddressFamily.IPV4)).isEmpty();
    }

    private Probes probes(StunTransport transport) {
        return new Probes(servers(), transport, metrics, config());
    }

    private static StunServers servers() {
        return new StunServers(config());
    }

    private static SimulatedNet net(ServerManner manner) {
        NatPolicy nat =
                new NatPolicy(
                        MappingBehavior.ENDPOINT_INDEPENDENT,
                        FilteringBehavior.ADDRESS_AND_PORT_DEPENDENT,
                        SimulatedNet.OUTSIDE);
        return new SimulatedNet(nat, manner);
    }

    private static NatProbeConfig config() {
        return new NatProbeConfig() {
            @Override
            public String stunServer() {
                return "198.51.100.10:3478";
            }

            @Override
            public Optional<String> stunServerIpv6() {
                return Optional.empty();
            }

            @Override
            public Optional<String> tlsServer() {
                return Optional.empty();
            }

            @Override
            public String vantage() {
                return "a test";
            }

            @Override
            public Duration turnCheckEvery() {
                return Duration.ofMillis(20);
            }

            @Override
            public Duration lifetimeLimit() {
                return Duration.ofSeconds(1);
            }
        };
    }
}
