package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import org.junit.jupiter.api.Test;

class ResumeTokensTest {
    private static final RoomId ROOM = new RoomId("r");
    private static final PeerId ANNA = new PeerId("anna");

    private final ResumeTokens tokens = new ResumeTokens("secret");

    @Test
    void token_provesItsPeerInItsRoomOnly() {
        String token = tokens.tokenFor(ROOM, ANNA);

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(tokens.proves(token, ROOM, ANNA)).isTrue();
        assertThat(tokens.proves(token, ROOM, new PeerId("bert"))).isFalse();
        assertThat(tokens.proves(token, new RoomId("s"), ANNA)).isFalse();
        assertThat(tokens.proves("", ROOM, ANNA)).isFalse();
    }

    @Test
    void token_outlivesTheProcess_butNotTheSecret() {
        String token = tokens.tokenFor(ROOM, ANNA);

        assertThat(new ResumeTokens("secret").proves(token, ROOM, ANNA)).isTrue();
        assertThat(new ResumeTokens("other").proves(token, ROOM, ANNA)).isFalse();
    }
}
