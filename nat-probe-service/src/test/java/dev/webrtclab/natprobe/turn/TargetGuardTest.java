package dev.webrtclab.natprobe.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // other spellings of IPv4 addresses
                "turn:2130706433:3478",
                "turn:0x7f000001:3478",
                "turn:0x7f.0.0.1:3478",
                "turn:0177.0.0.1:3478",
                "turn:017700000001:3478",
                "turn:127.1:3478",
                "turn:127.0.1:3478",
                "turn:127.000.000.001:3478",
                "turn:0:3478",
                "turn:0x0:3478",
                "turn:127.0.0.1.:3478",
                "turn:127.0.0.256:3478",
                "turn:1.2.3.4.5:3478",
                "turn:a.1:3478",
                "turn:%31%32%37.0.0.1:3478",
                // special ranges
                "turn:10.0.0.1:3478",
                "turn:172.16.0.1:3478",
                "turn:192.168.1.1:80",
                "turn:169.254.169.254:80",
                "turn:100.64.0.1:3478",
                "turn:0.0.0.0:3478",
                "turn:192.0.0.8:3478",
                "turn:192.0.2.1:3478",
                "turn:198.18.0.1:3478",
                "turn:198.51.100.11:3478",
                "turn:203.0.113.1:3478",
                "turn:224.0.0.1:3478",
                "turn:255.255.255.255:3478",
                "turn:192.88.99.1:3478",
                "turn:127.0.0.2:3478",
                // IPv6, and IPv4 inside it
                "turn:[::]:3478",
                "turn:[::ffff:10.0.0.1]:3478",
                "turn:[::ffff:7f00:2]:3478",
                "turn:[::10.0.0.1]:3478",
                "turn:[64:ff9b::10.0.0.1]:3478",
                "turn:[64:ff9b::a9fe:a9fe]:80",
                "turn:[64:ff9b:1::1]:3478",
                "turn:[2002:7f00:1::]:3478",
                "turn:[2002:a00:1::1]:3478",
                "turn:[fe80::1]:3478",
                "turn:[fe80::1%eth0]:3478",
                "turn:[fe80::1%25eth0]:3478",
                "turn:[fc00::1]:3478",
                "turn:[fd12:3456::1]:3478",
                "turn:[ff02::1]:3478",
                "turn:[fec0::1]:3478",
                "turn:[100::1]:3478",
                "turn:[2001::1]:3478",
                "turn:[2001:db8::11]:3478",
                "turn:[::ffff:0:127.0.0.1]:3478",
                "turn:[1::1]:3478",
                // tricks of URLs
                "turn:user@10.0.0.1:3478",
                "turn:user:secret@192.1.2.3:3478",
                "turn://192.1.2.3:3478",
                "turn:192.1.2.3:3478/path",
                "turn:192.1.2.3:3478#x",
                "turn:192.1.2.3:0",
                "turn:192.1.2.3:65536",
                "turn:192.1.2.3:03478",
                "turn:192.1.2.3:-1",
                "turn:192.1.2.3:",
                "turn:192.1.2.3:3478:80",
                "turn:192.1.2.3?transport=udp&x",
                "turn:192.1.2.3?transport=sctp",
                "turn:192.1.2.3 ",
                " turn:192.1.2.3",
                "turn:192.1.2.3\r\nX: y",
                "turn:",
                "turn::3478",
                "http://192.1.2.3/",
                "file:///etc/passwd",
                "gopher:192.1.2.3:70",
                "turns:192.1.2.3?transport=udp",
                "stun:192.1.2.3?transport=tcp",
                "TURN:192.1.2.3",
                "turn:localhost.:3478",
                "turn:inner.example.org.:3478",
                "turn:münchen.example:3478",
                "turn:１２７.0.0.1:3478",
                "turn:a_b.example.org:3478",
                "turn:-a.example.org:3478",
                "turn:a..example.org:3478",
                // names that lead inside
                "turn:inner.example.org:3478",
                "turn:mixed.example.org:3478",
                "turn:six.example.org:3478",
                "turns:metadata.example.org:443",
                "turn:nat64.example.org:3478"
            })
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
