package dev.webrtclab.signaling.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8080, localhost",
        "localhost, localhost",
        "192.0.2.7:80, 192.0.2.7",
        "[::1]:8080, [::1]",
        "[2001:db8::1], [2001:db8::1]",
        "lab.example.org., lab.example.org",
        "my-pc.fritz.box:8080, my-pc.fritz.box"
    })
    void parse_dropsThePort(String header, String host) throws RefusedException {
        assertThat(HostName.parse(header).inUrl()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "evil.example/turn",
                "user@host",
                "host?transport=tcp",
                "::1",
                "[::1",
                "host:port",
                "host:123456",
                "a..b",
                "-a",
                "host%00",
                "höst",
                "a\r\nX: y"
            })
    void parse_ofAHostileHeader_isRefused(String header) {
        assertThatThrownBy(() -> HostName.parse(header))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.INVALID_MESSAGE));
    }

    @Test
    void parse_ofAnEndlessName_isRefused() {
        assertThatThrownBy(() -> HostName.parse("a.".repeat(5000)))
                .isInstanceOf(RefusedException.class);
    }
}
