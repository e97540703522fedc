package dev.webrtclab.natprobe.nat.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.nat.ChangeRequest;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Patience;
import dev.webrtclab.natprobe.nat.Question;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.time.Duration;
import java.util.HexFormat;
import org.ice4j.message.Message;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published bytes in, addresses out. */
class BindingMessagesTest {
    /** RFC 5769 §2.2: sample IPv4 response. */
    private static final String IPV4_RESPONSE =
            "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96";

    /** RFC 5769 §2.3: sample IPv6 response. */
    private static final String IPV6_RESPONSE =
            "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9fa"
                    + "a5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c";

    static {
        Ice4jSettings.apply();
    }

    @ParameterizedTest
    @CsvSource({
        IPV4_RESPONSE + ", 192.0.2.1",
        IPV6_RESPONSE + ", 2001:db8:1234:5678:11:2233:4455:6677"
    })
    void observation_ofTheSampleResponses_hasTheirMappedAddress(String hex, String address)
            throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);

        Observation observation = observe(Message.decode(bytes, 0, bytes.length));

        assertThat(observation)
                .isInstanceOfSatisfying(
                        Observation.Answer.class,
                        answer ->
                                assertThat(answer.mapped())
                                        .isEqualTo(SimulatedNet.at(address, 32853)));
    }

    @ParameterizedTest
    @CsvSource({"PORT, 2", "ADDRESS_AND_PORT, 6"})
    void request_carriesChangeRequest(ChangeRequest change, int flags) throws Exception {
        var request = BindingMessages.request(change);
        request.setTransactionID(TransactionID.createNewTransactionID().getBytes());

        String hex = HexFormat.of().formatHex(request.encode(new StunStack()));

        assertThat(hex)
                .hasSize(2 * 28)
                .startsWith("000100082112a442")
                .endsWith("000300040000000" + flags);
    }

    @Test
    void request_withoutChange_isABareHeader() throws Exception {
        var request = BindingMessages.request(ChangeRequest.NONE);
        request.setTransactionID(TransactionID.createNewTransactionID().getBytes());

        assertThat(request.encode(new StunStack())).hasSize(20);
    }

    @Test
    void decode_readsPlainAddressesOfBothFamilies() {
        HexFormat hex = HexFormat.of();

        assertThat(Rfc5780Attributes.decode(hex.parseHex("00010d97c633640b")))
                .isEqualTo(SimulatedNet.at("198.51.100.11", 3479));
        assertThat(
                        Rfc5780Attributes.decode(
                                hex.parseHex("00020d9720010db8000000000000000000000011")))
                .isEqualTo(SimulatedNet.at("2001:db8::11", 3479));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "000100",
                "00010d97",
                "00010d97c63364",
                "00030d97c633640b",
                "00020d97c633640b"
            })
    void decode_ofBrokenBodies_givesNothing(String hex) {
        assertThat(Rfc5780Attributes.decode(HexFormat.of().parseHex(hex))).isNull();
    }

    private static Observation observe(Message message) {
        Endpoint server = SimulatedNet.SERVER;
        Question question =
                new Question(
                        Question.Test.MAPPING_PRIMARY,
                        server,
                        new Patience(1, Duration.ofMillis(50)),
                        1);
        return BindingMessages.observation(
                question, server, server, message, Duration.ofMillis(1), 1);
    }
}
