package dev.webrtclab.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectedPathTest {
    @ParameterizedTest
    @CsvSource({
        "host,     ,    host,     ,    direct",
        "host,     ,    srflx,    ,    stun",
        "prflx,    ,    host,     ,    stun",
        "relay,    udp, host,     ,    relay-udp",
        "srflx,    ,    relay,    udp, relay-udp",
        "prflx,    udp, prflx,    ,    relay-udp",
        "relay,    tcp, relay,    udp, relay-tcp",
        "relay,    tcp, relay,    tls, relay-tls",
        "relay,    ,    host,     ,    relay-udp",
    })
    void kindOfPath(String type, String relay, String otherType, String otherRelay, String path) {
        assertThat(
                        SelectedPath.between(
                                        new LocalEnd(type, relay),
                                        new LocalEnd(otherType, otherRelay))
                                .word())
                .isEqualTo(path);
    }

    @Test
    void unknownRelayProtocol_isNoGuess() {
        assertThatThrownBy(() -> new LocalEnd("relay", "quic").relayed())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quic");
    }

    @Test
    void relayed_isSaidOfRelaysOnly() {
        assertThat(Path.values())
                .filteredOn(Path::isRelayed)
                .containsExactly(Path.RELAY_UDP, Path.RELAY_TCP, Path.RELAY_TLS);
    }
}
