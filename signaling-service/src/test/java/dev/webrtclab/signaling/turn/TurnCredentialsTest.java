package dev.webrtclab.signaling.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCredentialsTest {
    /** The password was computed with {@code openssl dgst -sha1 -hmac SECRET -binary | base64}. */
    @Test
    void issue_isTheHmacThatCoturnComputes() {
        TurnCredentials credentials = new TurnCredentials("north", Duration.ofMinutes(10));

        var issued = credentials.issue("s1", Instant.ofEpochSecond(1_700_000_000));

        assertThat(issued.username()).isEqualTo("1700000600:s1");
        assertThat(issued.password()).isEqualTo("PFyU92I6sYdvtManYU7HTqcdLfw=");
        assertThat(issued.toString()).doesNotContain(issued.password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M1S", "PT0S", "PT24H"})
    void ttl_outsideItsRange_stopsTheStart(String ttl) {
        assertThatThrownBy(() -> new TurnCredentials("north", Duration.parse(ttl)))
                .hasMessageContaining("signaling.turn.ttl must be");
    }
}
