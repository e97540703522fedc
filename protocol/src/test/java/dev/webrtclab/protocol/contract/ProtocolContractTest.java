package dev.webrtclab.protocol.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples in {@code docs/protocol/samples} are read and written unchanged, there is one for
 * every message, and the schemas beside them describe them. The schemas are made from the records:
 * run with {@code -Dprotocol.schemas=write} after a change.
 */
class ProtocolContractTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    record Sample(Families family, Path file) {
        @Override
        public String toString() {
            return family + " " + file.getFileName();
        }
    }

    static Stream<Sample> samples() throws IOException {
        Stream.Builder<Sample> samples = Stream.builder();
        for (Families family : Families.values()) {
            try (Stream<Path> files = Files.list(family.samples())) {
                files.sorted().forEach(file -> samples.add(new Sample(family, file)));
            }
        }
        return samples.build();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sample_isReadAndWrittenUnchanged(Sample sample) throws IOException, RefusedException {
        String text = Files.readString(sample.file());

        assertThat(MAPPER.readTree(roundTrip(sample.family().type(), text)))
                .isEqualTo(MAPPER.readTree(text));
        assertThat(sample.file().getFileName().toString())
                .isEqualTo(MAPPER.readTree(text).path("type").asText() + ".json");
    }

    private static <T> String roundTrip(Class<T> type, String text) throws RefusedException {
        WireJson<T> json = WireJson.of(type);
        return json.encode(json.decode(text));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sample_fitsItsSchema(Sample sample) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(sample.family().schema()));

        assertThat(schema.validate(MAPPER.readTree(Files.readString(sample.file())))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyMessage_hasItsSample(Families family) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(family.samples())) {
            names = files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(WireJson.of(family.type()).types());
    }

    @ParameterizedTest
    @EnumSource
    void schema_isWhatTheRecordsSay(Families family) throws IOException {
        String generated =
                MAPPER.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(WireSchemas.of(family.type()))
                        + "\n";
        if ("write".equals(System.getProperty("protocol.schemas"))) {
            Files.writeString(family.schema(), generated);
        }
        assertThat(family.schema())
                .as("stale: run the tests of protocol with -Dprotocol.schemas=write")
                .hasContent(generated);
    }

    @ParameterizedTest
    @EnumSource
    void schema_refusesWhatTheReaderRefuses(Families family) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(family.schema()));

        assertThat(schema.validate(MAPPER.valueToTree(Map.of("type", "fly")))).isNotEmpty();
    }
}
