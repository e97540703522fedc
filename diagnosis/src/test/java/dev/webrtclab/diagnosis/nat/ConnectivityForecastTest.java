package dev.webrtclab.diagnosis.nat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.diagnosis.Reason;
import dev.webrtclab.diagnosis.path.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectivityForecastTest {
    private static final String EI = "endpoint-independent";
    private static final String AD = "address-dependent";
    private static final String APD = "address-and-port-dependent";
    private static final NetworkFacts OPEN = facts("none", EI, EI, "1");
    private static final NetworkFacts FULL_CONE = facts("nat", EI, EI, "2");
    private static final NetworkFacts RESTRICTED = facts("nat", EI, AD, "3");
    private static final NetworkFacts PORT_RESTRICTED = facts("nat", EI, APD, "4");
    private static final NetworkFacts SYMMETRIC = facts("nat", APD, APD, "5");
    private static final NetworkFacts TCP_ONLY = blocked(true, true);
    private static final NetworkFacts TLS_ONLY = blocked(false, true);
    private static final NetworkFacts CUT_OFF = blocked(false, false);
    private static final Map<String, NetworkFacts> ENDS =
            Map.of(
                    "open", OPEN,
                    "full-cone", FULL_CONE,
                    "restricted", RESTRICTED,
                    "port-restricted", PORT_RESTRICTED,
                    "symmetric", SYMMETRIC,
                    "tcp", TCP_ONLY,
                    "tls", TLS_ONLY,
                    "cut-off", CUT_OFF);

    @ParameterizedTest
    @CsvSource({
        "open,            open,            direct",
        "open,            full-cone,       stun",
        "open,            symmetric,       stun",
        "open,            tcp,             relay-tcp",
        "open,            tls,             relay-tls",
        "full-cone,       symmetric,       stun",
        "restricted,      symmetric,       stun",
        "restricted,      port-restricted, stun",
        "port-restricted, full-cone,       stun",
        "port-restricted, symmetric,       relay-udp",
        "symmetric,       tcp,             relay-tcp",
        "tcp,             tls,             relay-tls",
        "open,            cut-off,         failed",
        "tls,             cut-off,         failed",
    })
    void twoEnds_haveOneForecast_whoeverCalls(String one, String other, String path) {
        assertThat(forecast(ENDS.get(one), ENDS.get(other))).isEqualTo(path);
        assertThat(forecast(ENDS.get(other), ENDS.get(one))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "full-cone,       stun",
        "restricted,      stun",
        "port-restricted, stun",
        "symmetric,       relay-udp",
        "tcp,             relay-tcp",
        "tls,             relay-tls",
    })
    void twoNetworksOfOneKind(String kind, String path) {
        NetworkFacts one = ENDS.get(kind);
        assertThat(forecast(one, elsewhere(one))).isEqualTo(path);
    }

    @Test
    void unpredictableBehindAnOpenFilter_isReachedByAnotherOne() {
        NetworkFacts openFilter = facts("nat", APD, EI, "6");
        assertThat(forecast(openFilter, SYMMETRIC)).isEqualTo("stun");
        assertThat(forecast(SYMMETRIC, openFilter)).isEqualTo("stun");
    }

    @Test
    void addressDependentMapping_isAsUnpredictableAsSymmetric() {
        assertThat(forecast(facts("nat", AD, APD, "6"), PORT_RESTRICTED)).isEqualTo("relay-udp");
    }

    @Test
    void bothBehindOneNat_isNotDecidedByTheReports() {
        assertThat(undecided(FULL_CONE, FULL_CONE).code()).isEqualTo("behind-one-nat");
    }

    @Test
    void whatTheReportsDoNotKnow_isNamed() {
        NetworkFacts noFilter =
                new NetworkFacts(
                        Optional.of(true),
                        Optional.of("198.51.100.9"),
                        Optional.of(Behaviour.ENDPOINT_INDEPENDENT),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(true));
        assertThat(undecided(SYMMETRIC, noFilter).params())
                .isEqualTo(Map.of("fact", "filtering", "end", "to"));
        assertThat(forecast(noFilter, PORT_RESTRICTED))
                .as("two predictable ends need no filter to be known")
                .isEqualTo("stun");
        assertThat(undecided(NetworkFacts.UNKNOWN, OPEN).params())
                .isEqualTo(Map.of("fact", "udp", "end", "from"));
    }

    @Test
    void reasons_tellTheArgumentInOrder() {
        assertThat(ConnectivityForecast.between(SYMMETRIC, PORT_RESTRICTED).reasons())
                .extracting(Reason::code)
                .containsExactly("one-unpredictable", "filter-looks-at-port", "relay-over");
    }

    private static String forecast(NetworkFacts from, NetworkFacts to) {
        return switch (ConnectivityForecast.between(from, to)) {
            case Forecast.Expected(Path path, var _) -> path.word();
            case Forecast.Undecided undecided -> undecided.code();
        };
    }

    private static Forecast.Undecided undecided(NetworkFacts from, NetworkFacts to) {
        return (Forecast.Undecided) ConnectivityForecast.between(from, to);
    }

    private static NetworkFacts facts(String nat, String mapping, String filtering, String host) {
        return new NetworkFacts(
                Optional.of(nat.equals("nat")),
                Optional.of("198.51.100." + host),
                behaviour(mapping),
                behaviour(filtering),
                Optional.of(true),
                Optional.of(true),
                Optional.of(true));
    }

    private static NetworkFacts blocked(boolean tcp, boolean tls) {
        return new NetworkFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.of(tcp),
                Optional.of(tls));
    }

    private static NetworkFacts elsewhere(NetworkFacts facts) {
        return new NetworkFacts(
                facts.natted(),
                facts.mappedAddress().map(address -> address + "0"),
                facts.mapping(),
                facts.filtering(),
                facts.udp(),
                facts.tcp(),
                facts.tls());
    }

    private static Optional<Behaviour> behaviour(String word) {
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.word().equals(word)) {
                return Optional.of(behaviour);
            }
        }
        throw new IllegalArgumentException(word);
    }
}
