package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may open a socket. */
@QuarkusTest
class OriginTest extends RoomSockets {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:PORT, 101",
        "http://LOCALHOST:PORT, 101",
        "https://trusted.example, 101",
        "null, 403",
        "http://localhost, 403",
        "http://localhost:1, 403",
        "http://localhost:PORT.evil.test, 403",
        "http://evil.test, 403",
        "http://localhost:PORT@evil.test, 403",
        "http://localhost:PORT/x, 403",
        "file://localhost:PORT, 403",
        "https://trusted.example.evil.test, 403"
    })
    void origin_ofAnotherPage_isRefused(String origin, int status) {
        String sent = origin.replace("PORT", String.valueOf(base.getPort()));
        assertThat(TestSocket.upgradeStatus(base, "/ws", "Origin", sent)).isEqualTo(status);
    }

    @Test
    void origin_behindTheProxy_isComparedWithTheForwardedHost() {
        assertThat(
                        TestSocket.upgradeStatus(
                                base,
                                "/ws",
                                "Origin",
                                "https://lab.example",
                                "X-Forwarded-Host",
                                "lab.example"))
                .isEqualTo(101);
    }
}
