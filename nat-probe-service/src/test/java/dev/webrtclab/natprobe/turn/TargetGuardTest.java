package dev.webrtclab.natprobe.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stranger may make the service send, and where to: nothing, except to public servers when
 * asked.
 */
class TargetGuardTest {
    private static final OwnServers OWN =
            OwnServers.parse("198.51.100.10:3478", List.of("turn.lab:3478", "[2001:db8::10]"));

    /** Names of an attacker's zone; the last one is public first and private from then on. */
    private final class Zone implements TargetGuard.Resolver {
        private final List<String> looked = new ArrayList<>();

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            looked.add(host);
            return switch (host) {
                case "inner.example.org" -> addresses("10.0.0.1");
                case "mixed.example.org" -> addresses("192.1.2.3", "127.0.0.1");
                case "six.example.org" -> addresses("fd00::1");
                case "metadata.example.org" -> addresses("169.254.169.254");
                case "nat64.example.org" -> addresses("64:ff9b::7f00:1");
                case "turn.lab" -> addresses("10.9.9.9");
                case "public.example.org" -> addresses("192.1.2.3");
                case "rebinding.example.org" ->
                        looked.stream().filter(host::equals).count() == 1
                                ? addresses("192.1.2.3")
                                : addresses("127.0.0.1");
                default -> throw new UnknownHostException(host);
            };
        }
    }

    private static List<InetAddress> addresses(String... literals) {
        return java.util.Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
    }

    private final Zone zone = new Zone();
    private final ScriptedTurn counting =
            new ScriptedTurn(
                    ask ->
                            ask instanceof Ask.Connect
                                    ? new Event.Connected(null)
                                    : new Event.Broken(true, ""));

    static Stream<String> hostileUrls() throws IOException {
        try (InputStream table =
                Objects.requireNonNull(
                        TargetGuardTest.class.getResourceAsStream("/hostile-urls.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::translateEscapes);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileUrls")
    void hostileUrl_isRefused_withoutAnyPacket(String url) {
        Checks checks =
                new Checks(
                        TargetGuard.strict(OWN, true, zone),
                        new CheckRun(counting, InstantSource.system(), _ -> {}));

        assertThatThrownBy(() -> checks.run(checks.admit(List.of(spec(url))), (_, _) -> {}))
                .isInstanceOfAny(UnusableUrlException.class, Checks.RefusedTargetException.class);
        assertThat(counting.opened).isEmpty();
        assertThat(counting.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn:192.1.2.3:3478", "turn:public.example.org:3478",
                "turn:rebinding.example.org:3478", "turn:[2a00:1450::1]:3478"
            })
    void publicServer_isRefusedUnlessOthersAreAllowed_withoutALookUp(String url) throws Exception {
        TargetGuard closed = TargetGuard.strict(OWN, false, zone);

        assertThat(closed.judge(TurnUrl.parse(url))).isInstanceOf(Verdict.Refused.class);
        assertThat(zone.looked).isEmpty();
        assertThat(TargetGuard.strict(OWN, true, zone).judge(TurnUrl.parse(url)))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void nameThatTurnsAfterTheFirstAnswer_isAskedOnce_andTheJudgedAddressIsUsed() throws Exception {
        Checks checks =
                new Checks(
                        TargetGuard.strict(OWN, true, zone),
                        new CheckRun(counting, InstantSource.system(), _ -> {}));

        checks.run(checks.admit(List.of(spec("turn:rebinding.example.org:3478"))), (_, _) -> {});

        assertThat(zone.looked).containsExactly("rebinding.example.org");
        assertThat(counting.opened).extracting(Object::toString).containsExactly("192.1.2.3:3478");
    }

    @ParameterizedTest
    @CsvSource({
        "turn:198.51.100.10:3478, 198.51.100.10:3478",
        "turns:198.51.100.10, 198.51.100.10:5349",
        "turn:localhost:3478?transport=tcp, 198.51.100.10:3478",
        "turn:127.0.0.1, 198.51.100.10:3478",
        "turn:[::1]:3478, 198.51.100.10:3478",
        "turn:turn.lab, 10.9.9.9:3478",
        "turns:[2001:db8::10]:443, [2001:db8:0:0:0:0:0:10]:443"
    })
    void ownServer_mayBeAnywhere_andLocalhostMeansTheLab(String url, String server)
            throws Exception {
        assertThat(TargetGuard.strict(OWN, false, zone).judge(TurnUrl.parse(url)))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        admitted -> {
                            assertThat(admitted.server()).hasToString(server);
                            assertThat(admitted.ours()).isTrue();
                        });
    }

    @Test
    void ownServer_withAnotherPortThanListed_isAStranger() throws Exception {
        assertThat(TargetGuard.strict(OWN, false, zone).judge(TurnUrl.parse("turn:turn.lab:22")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void commandLine_mayAskEverybody() throws Exception {
        assertThat(TargetGuard.open(zone).judge(TurnUrl.parse("turn:10.0.0.1")))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void url_hasTheDefaultsOfItsScheme() throws Exception {
        assertThat(TurnUrl.parse("stun:a.example").port()).isEqualTo(3478);
        assertThat(TurnUrl.parse("turns:a.example").port()).isEqualTo(5349);
        assertThat(TurnUrl.parse("turns:a.example?transport=tcp").transport())
                .isEqualTo(UrlTransport.TLS);
        assertThat(TurnUrl.parse("turn:a.example").transport()).isEqualTo(UrlTransport.UDP);
        assertThat(TurnUrl.parse("turn:xn--mnchen-3ya.example?transport=tcp").transport())
                .isEqualTo(UrlTransport.TCP);
    }

    @Test
    void source_mayAskTenTimesInAMinute() {
        SourceLimits limits = new SourceLimits(10);
        long minute = 60_000_000_000L;
        for (int i = 0; i < 10; i++) {
            assertThat(limits.mayAsk("a", i)).isTrue();
        }
        assertThat(limits.mayAsk("a", minute - 1)).isFalse();
        assertThat(limits.mayAsk("b", minute - 1)).isTrue();
        assertThat(limits.mayAsk("a", minute)).isTrue();
        assertThat(limits.mayAsk("a", minute)).isFalse();
    }

    private static CheckSpec spec(String url) throws UnusableUrlException {
        return new CheckSpec(TurnUrl.parse(url), Optional.empty(), Optional.empty(), 1000);
    }
}
