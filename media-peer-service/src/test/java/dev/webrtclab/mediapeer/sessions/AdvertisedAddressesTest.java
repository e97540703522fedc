package dev.webrtclab.mediapeer.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webrtclab.mediapeer.sessions.AdvertisedAddresses.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedAddressesTest {
    private static final String HOST =
            "candidate:1 1 udp 2130706431 172.18.0.5 50000 typ host generation 0";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "REPLACE; 192.0.2.1; 192.0.2.1",
                "REPLACE; 192.0.2.1,127.0.0.1; 192.0.2.1,127.0.0.1",
                "APPEND; 192.0.2.1; 172.18.0.5,192.0.2.1",
                "APPEND; 172.18.0.5; 172.18.0.5"
            })
    void hostCandidate_isAdvertisedAs(Mode mode, String advertised, String expected) {
        var addresses = new AdvertisedAddresses(List.of(advertised.split(",")), mode);
        assertThat(addresses.inCandidate(HOST))
                .containsExactly(
                        List.of(expected.split(",")).stream()
                                .map(address -> HOST.replace("172.18.0.5", address))
                                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:1 1 tcp 1518280447 172.18.0.5 9 typ host tcptype active",
                "candidate:1 1 udp 2130706431 fe80::1 50000 typ host",
                "candidate:1 1 udp 1677729535 198.51.100.7 40000 typ srflx raddr 172.18.0.5 rport 5",
                "candidate:1 1 udp 41885439 198.51.100.10 50000 typ relay raddr 1.2.3.4 rport 1",
                "candidate:1 1 udp 2130706431 abc.local 50000 typ host"
            })
    void everythingElse_staysAsGathered(String line) {
        var addresses = new AdvertisedAddresses(List.of("192.0.2.1"), Mode.REPLACE);
        assertThat(addresses.inCandidate(line)).containsExactly(line);
    }

    @Test
    void description_isExchangedInItsCandidateAndConnectionLines() {
        var addresses = new AdvertisedAddresses(List.of("192.0.2.1", "127.0.0.1"), Mode.REPLACE);
        String sdp = "v=0\r\nc=IN IP4 172.18.0.5\r\na=" + HOST + "\r\na=rtcp:9 IN IP4 0.0.0.0\r\n";
        assertThat(addresses.inSdp(sdp))
                .isEqualTo(
                        "v=0\r\nc=IN IP4 192.0.2.1\r\na="
                                + HOST.replace("172.18.0.5", "192.0.2.1")
                                + "\r\na="
                                + HOST.replace("172.18.0.5", "127.0.0.1")
                                + "\r\na=rtcp:9 IN IP4 0.0.0.0\r\n");
    }

    @Test
    void noAddresses_changeNothing() {
        String sdp = "v=0\nc=IN IP4 172.18.0.5\na=" + HOST + "\n";
        assertThat(AdvertisedAddresses.unchanged().inSdp(sdp)).isSameAs(sdp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.example", "::1", "1.2.3", "1.2.3.256", ""})
    void whatIsNoIpv4Address_stopsTheStart(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdvertisedAddresses(List.of(address), Mode.APPEND))
                .withMessageContaining("media-peer.advertised-addresses");
    }
}
