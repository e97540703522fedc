package dev.webrtclab.signaling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
    @ParameterizedTest
    @CsvSource({
        "viewer 192.168.1.5 lost,viewer <ip> lost",
        "from 2001:db8::1 now,from <ip> now",
        "at 12:30 on 1.2,at 12:30 on 1.2",
        "plain,plain"
    })
    void text_hidesAddresses(String text, String logged) {
        assertThat(Redacted.text(text)).isEqualTo(logged);
    }

    @Test
    void text_breaksNoLineAndColoursNoTerminal() {
        assertThat(Redacted.text("a\r\n{\"level\":\"ERROR\"}\u001b[31m\u2028"))
                .doesNotContainPattern("[\\p{Cntrl}\\u2028]")
                .startsWith("a");
        assertThat(Redacted.text("x".repeat(10_000))).hasSize(65);
        assertThat(Redacted.text(null)).isEqualTo("-");
    }
}
