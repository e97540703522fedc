package dev.webrtclab.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireJsonTest {
    private final WireJson<ClientMessage> client = WireJson.of(ClientMessage.class);
    private final WireJson<ServerMessage> server = WireJson.of(ServerMessage.class);

    @Test
    void decode_ofAJoinWithUnknownFields_keepsTheKnownOnes() throws RefusedException {
        assertThat(
                        client.decode(
                                "{\"type\":\"join\",\"peer_id\":\"a\",\"room_id\":\"r\",\"colour\":{\"x\":1}}"))
                .isEqualTo(new ClientMessage.Join(new RoomId("r"), new PeerId("a"), null, null));
    }

    @Test
    void encode_ofACandidate_keepsTheSpellingOfW3c() {
        assertThat(
                        server.encode(
                                new ServerMessage.IceCandidate(
                                        new PeerId("a"),
                                        new CandidateInit("", "0", 0, "uf"),
                                        null,
                                        null)))
                .isEqualTo(
                        "{\"type\":\"ice_candidate\",\"from\":\"a\",\"candidate\":{\"candidate\":\"\","
                                + "\"sdpMid\":\"0\",\"sdpMLineIndex\":0,\"usernameFragment\":\"uf\"}}");
    }

    @Test
    void encode_ofEvidence_namesTheKindOfTheEvent() {
        assertThat(
                        server.encode(
                                new ServerMessage.Evidence(
                                        new PeerId("m"),
                                        "media-peer",
                                        1.5,
                                        0.2,
                                        new EvidenceEvent.State("ice", "checking"),
                                        null)))
                .contains("\"event\":{\"kind\":\"state\",\"of\":\"ice\",\"value\":\"checking\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|MALFORMED_JSON",
                "`` |MALFORMED_JSON",
                "{\"type\":\"leave\"} {}|MALFORMED_JSON",
                "{\"type\":\"fly\"}|UNKNOWN_TYPE",
                "{}|UNKNOWN_TYPE",
                "null|INVALID_MESSAGE",
                "[]|INVALID_MESSAGE",
                "\"join\"|INVALID_MESSAGE",
                "{\"type\":\"join\"}|INVALID_MESSAGE",
                "{\"type\":\"join\",\"room_id\":\"a b\"}|INVALID_MESSAGE",
                "{\"type\":\"join\",\"room_id\":{\"a\":1}}|INVALID_MESSAGE",
                "{\"type\":\"offer\",\"offer\":{\"type\":\"pranswer\",\"sdp\":\"\"}}|INVALID_MESSAGE",
            })
    void decode_ofNonsense_isRefusedByName(String text, ErrorCode code) {
        assertThatThrownBy(() -> client.decode(text))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    @Test
    void decode_ofDeepNesting_isRefused() {
        assertThatThrownBy(() -> client.decode("{\"type\":\"leave\",\"x\":" + "[".repeat(5000)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void refusal_neverRepeatsTheInput() {
        assertThatThrownBy(() -> client.decode("{\"type\":\"join\",\"room_id\":\"s3cret value\"}"))
                .hasMessageNotContaining("s3cret");
    }
}
