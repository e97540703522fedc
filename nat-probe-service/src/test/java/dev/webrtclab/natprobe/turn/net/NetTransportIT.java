package dev.webrtclab.natprobe.turn.net;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static dev.webrtclab.natprobe.turn.net.FaultyCoturns.HOST;
import static dev.webrtclab.natprobe.turn.net.FaultyCoturns.SECRET;
import static dev.webrtclab.natprobe.turn.net.FaultyCoturns.UNNAMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.CheckRun;
import dev.webrtclab.natprobe.turn.CheckSpec;
import dev.webrtclab.natprobe.turn.Credentials;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.Event;
import dev.webrtclab.natprobe.turn.PeerAddress;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import dev.webrtclab.natprobe.turn.TargetGuard;
import dev.webrtclab.natprobe.turn.TurnFinding;
import dev.webrtclab.natprobe.turn.TurnFindingCode;
import dev.webrtclab.natprobe.turn.TurnTransport.Session;
import dev.webrtclab.natprobe.turn.TurnUrl;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks against real coturns with different faults, from beside them. */
class NetTransportIT {
    @TempDir private static @Nullable Path directory;
    private static @Nullable NetTransport trusting;

    @BeforeAll
    static void start() throws Exception {
        FaultyCoturns.start();
        Path certificate = Objects.requireNonNull(directory).resolve("cert.pem");
        for (String port : List.of("3478", "3678", "3878", "4078")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    check("turn:" + HOST + ":" + port, valid(), null, anything())
                                            .stages()
                                            .get(1)
                                            .took()
                                            .isPositive());
        }
        FaultyCoturns.copyCertificate(certificate);
        trusting = new NetTransport(new TlsTrust.File(certificate), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        FaultyCoturns.stop();
    }

    private static NetTransport anything() throws Exception {
        return new NetTransport(new TlsTrust.Anything(), InstantSource.system());
    }

    private static Credentials valid() {
        return Credentials.signed("it", SECRET, Instant.now());
    }

    private static CheckReport check(
            String url, Credentials credentials, @Nullable String peer, NetTransport transport)
            throws Exception {
        CheckSpec spec =
                new CheckSpec(
                        TurnUrl.parse(url),
                        Optional.of(credentials),
                        Optional.ofNullable(peer).map(PeerAddress::parse),
                        100_000);
        TargetGuard guard = TargetGuard.open(host -> List.of(InetAddress.getAllByName(host)));
        return new CheckRun(transport, InstantSource.system(), Thread::sleep)
                .run(spec, guard.judge(spec.url()), _ -> {});
    }

    private static CheckReport check(String url) throws Exception {
        return check(url, valid(), null, Objects.requireNonNull(trusting));
    }

    private static List<TurnFindingCode> codes(CheckReport report) {
        return report.findings().stream().map(TurnFinding::code).toList();
    }

    private static int bytesEchoed(CheckReport report) {
        return report.stages().get(3).detail() instanceof Detail.Echoed echoed
                ? echoed.figures().bytesEchoed()
                : 0;
    }

    private static String results(CheckReport report) {
        return String.join(" ", report.stages().stream().map(s -> s.result().word()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn:10.91.8.10:3478",
                "turn:10.91.8.10:3478?transport=tcp",
                "turns:10.91.8.10:3578"
            })
    void goodServer_passesEveryStage_overEveryTransport(String url) throws Exception {
        CheckReport report = check(url);
        // a stall of the machine may end an echo early
        for (int again = 0; again < 2 && bytesEchoed(report) < 100_000; again++) {
            report = check(url);
        }

        assertThat(codes(report)).containsExactly(TURN_OK);
        assertThat(results(report)).isEqualTo("passed passed passed passed");
        assertThat(report.stages().get(1).detail())
                .isInstanceOfSatisfying(
                        Detail.Allocated.class,
                        allocated -> {
                            assertThat(allocated.relayed()).asString().startsWith(HOST + ":");
                            assertThat(allocated.mapped()).asString().startsWith("10.91.8.1:");
                            assertThat(allocated.lifetimeSeconds()).isEqualTo(600);
                        });
        assertThat(report.stages().get(3).detail())
                .isInstanceOfSatisfying(
                        Detail.Echoed.class,
                        echoed -> {
                            EchoFigures figures = echoed.figures();
                            assertThat(figures.bytesSent()).isEqualTo(100_000);
                            assertThat(figures.bytesEchoed()).isEqualTo(100_000);
                            assertThat(figures.rttP50()).isPositive();
                            assertThat(figures.rttP99()).isGreaterThanOrEqualTo(figures.rttP50());
                            assertThat(figures.throughputBitsPerSecond()).isPositive();
                        });
        assertThat(report.certificateEnd() != null).isEqualTo(url.startsWith("turns"));
    }

    @Test
    void allocation_isReleased_soThatAUserWithAQuotaOfOneCanBeCheckedAgain() throws Exception {
        Credentials one = Credentials.signed("again", SECRET, Instant.now());
        NetTransport transport = Objects.requireNonNull(trusting);
        for (int run = 0; run < 3; run++) {
            // coturn counts a released allocation until its next look at the session; a kept one
            // for 600 s.
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> codes(check("turn:" + HOST + ":3678", one, null, transport)),
                            List.of(TURN_OK)::equals);
        }
    }

    @Test
    void reachedQuota_isNamed() throws Exception {
        Credentials one = Credentials.signed("greedy", SECRET, Instant.now());
        NetTransport transport = Objects.requireNonNull(trusting);
        Endpoint server = new Endpoint(InetAddress.ofLiteral(HOST), 3678);
        try (Session holding = transport.open(TurnUrl.parse("turn:" + HOST + ":3678"), server)) {
            holding.perform(new Ask.Connect());
            Event.Rejected challenge = (Event.Rejected) holding.perform(new Ask.Allocate(null));
            Ask.Auth auth =
                    new Ask.Auth(
                            one,
                            Objects.requireNonNull(challenge.realm()),
                            Objects.requireNonNull(challenge.nonce()));
            assertThat(holding.perform(new Ask.Allocate(auth))).isInstanceOf(Event.Granted.class);

            CheckReport report = check("turn:" + HOST + ":3678", one, null, transport);

            assertThat(codes(report)).containsExactly(TURN_QUOTA_REACHED);
            assertThat(report.stages().get(1).code()).isEqualTo(486);
            holding.perform(new Ask.Release(auth));
        }
    }

    @Test
    void expiredCredential_isSaidToBeExpired() throws Exception {
        Credentials expired =
                Credentials.signed(
                        "it", SECRET, Instant.now().minus(Credentials.TTL).minusSeconds(37));

        CheckReport report = check("turn:" + HOST, expired, null, Objects.requireNonNull(trusting));

        assertThat(codes(report)).containsExactly(TURN_CREDENTIAL_EXPIRED);
        assertThat(report.findings().getFirst().text()).containsPattern("expired 3[789] s ago");
        assertThat(results(report)).isEqualTo("passed failed not-reached not-reached");
    }

    @Test
    void wrongSecret_isSaidToBeWrong() throws Exception {
        Credentials wrong = Credentials.signed("it", "0".repeat(64), Instant.now());

        assertThat(codes(check("turn:" + HOST, wrong, null, Objects.requireNonNull(trusting))))
                .containsExactly(TURN_CREDENTIAL_WRONG);
    }

    @Test
    void deniedPeer_isNamed() throws Exception {
        CheckReport report = check("turn:" + HOST + ":3878");

        assertThat(codes(report)).containsExactly(TURN_PERMISSION_DENIED);
        assertThat(report.findings().getFirst().next()).contains("allowed-peer-ip=10.91.8.1 ");
        assertThat(report.stages().get(2).code()).isEqualTo(403);
    }

    @Test
    void peerThatIsAllowed_passes_whereTheProbeItselfIsDenied() throws Exception {
        CheckReport report =
                check(
                        "turn:" + HOST + ":3878?transport=tcp",
                        valid(),
                        "10.91.8.77",
                        Objects.requireNonNull(trusting));

        assertThat(results(report)).isEqualTo("passed passed passed skipped");
        assertThat(codes(report)).containsExactly(TURN_ECHO_NOT_PERMITTED);
    }

    @Test
    void relayedAddressThatNobodyReaches_meansClosedRelayPorts() throws Exception {
        CheckReport report = check("turn:" + HOST + ":4078");

        assertThat(codes(report)).containsExactly(TURN_RELAY_PORTS_CLOSED);
        assertThat(results(report)).isEqualTo("passed passed passed failed");
    }

    @Test
    void certificateForAnotherAddress_isANameMismatch() throws Exception {
        CheckReport report = check("turns:" + UNNAMED + ":3578");

        assertThat(codes(report)).containsExactly(TURN_TLS_NAME_MISMATCH);
        assertThat(report.findings().getFirst().text()).contains(HOST, UNNAMED);
        assertThat(report.certificateEnd()).isAfter(Instant.now());
    }

    @Test
    void certificateOfNoKnownAuthority_isUntrusted() throws Exception {
        NetTransport strict = new NetTransport(new TlsTrust.Authorities(), InstantSource.system());

        CheckReport report = check("turns:" + HOST + ":3578", valid(), null, strict);

        assertThat(codes(report)).containsExactly(TURN_TLS_UNTRUSTED);
        assertThat(report.findings().getFirst().text()).contains("CN=Check");
    }

    @Test
    void certificateThatHasEnded_isExpired() throws Exception {
        NetTransport later =
                new NetTransport(
                        new TlsTrust.Authorities(), () -> Instant.now().plus(Duration.ofDays(40)));

        assertThat(codes(check("turns:" + HOST + ":3578", valid(), null, later)))
                .containsExactly(TURN_TLS_EXPIRED);
    }

    @Test
    void tlsToAPlainPort_failsInTheHandshake() throws Exception {
        assertThat(codes(check("turns:" + HOST + ":9641")))
                .containsExactly(TURN_UNREACHABLE_REFUSED);
        assertThat(codes(check("turn:" + HOST + ":3578?transport=tcp")).getFirst())
                .isIn(TURN_OK, TURN_CONNECTION_CLOSED, TURN_UNREACHABLE_TIMEOUT);
    }

    @Test
    void acceptingEverything_passesForAnyName() throws Exception {
        assertThat(codes(check("turns:" + UNNAMED + ":3578", valid(), null, anything())))
                .containsExactly(TURN_OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn:10.91.8.10:9",
                "turn:10.91.8.10:9?transport=tcp",
                "turns:10.91.8.10:9"
            })
    void serverThatIsDown_refuses(String url) throws Exception {
        assertThat(codes(check(url))).containsExactly(TURN_UNREACHABLE_REFUSED);
    }

    @Test
    void serverThatIsSilent_timesOut() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            CheckReport report = check("turn:127.0.0.1:" + silent.getLocalPort());

            assertThat(codes(report)).containsExactly(TURN_UNREACHABLE_TIMEOUT);
            assertThat(report.stages().getFirst().took())
                    .isBetween(Duration.ofMillis(2400), Duration.ofSeconds(10));
        }
    }

    @Test
    void stunUrl_isAnswered() throws Exception {
        assertThat(codes(check("stun:" + HOST))).containsExactly(STUN_OK);
        assertThat(codes(check("stuns:" + HOST + ":3578"))).containsExactly(STUN_OK);
    }
}
