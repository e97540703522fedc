package dev.webrtclab.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.OnNatLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every network with every other one, and the proof that the results follow the packets. */
@OnNatLab
@Order(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MatrixIT {
    private static final MatrixApi LAB = new MatrixApi("http://localhost:8080");
    private static final String INSIDE_PAGE = "http://198.51.100.30:443/";
    private static final int AT_ONCE = 2;
    private static final int MOST_REPEATED = 6;
    private static final long MOST_MEBIBYTES = 4096;

    @Test
    @Order(1)
    void wholeMatrix_connectsAsForecast_fromMediaPeersAndFromChromium() throws IOException {
        MatrixRun run = new MatrixRun(LAB, INSIDE_PAGE, AT_ONCE, System.out::println);
        JsonNode matrix = run.run(true);
        Files.writeString(Path.of("target", "matrix.json"), matrix.toPrettyString());
        Files.writeString(Path.of("target", "matrix.md"), Markdown.of(matrix));

        List<JsonNode> cells = MatrixApi.list(matrix.path("cells"));
        assertThat(MatrixApi.list(matrix.path("networks"))).hasSize(8);
        assertThat(cells).hasSize(2 * 8 * 8);
        assertThat(run.repeated()).hasSizeLessThanOrEqualTo(MOST_REPEATED);
        assertThat(cells)
                .allSatisfy(
                        cell -> {
                            assertThat(cell.path("connected").booleanValue())
                                    .as("%s", cell)
                                    .isTrue();
                            assertThat(cell.path("agree").booleanValue()).as("%s", cell).isTrue();
                            assertThat(cell.path("msToFirstFrame").isNumber()).isTrue();
                            assertThat(cell.path("local").path("type").isTextual()).isTrue();
                            assertThat(cell.path("remote").path("type").isTextual()).isTrue();
                        });
        Map<String, String> outcomes =
                cells.stream()
                        .collect(
                                Collectors.toMap(
                                        cell ->
                                                cell.path("fromPeer").asText()
                                                        + " "
                                                        + cell.path("from").asText()
                                                        + " "
                                                        + cell.path("to").asText(),
                                        cell -> cell.path("outcome").asText()));
        for (String caller : List.of("media-peer ", "browser ")) {
            assertThat(outcomes)
                    .containsEntry(caller + "none none", "direct")
                    .containsEntry(caller + "full-cone symmetric", "stun")
                    .containsEntry(caller + "symmetric symmetric", "relay-udp")
                    .containsEntry(caller + "udp-blocked none", "relay-tcp")
                    .containsEntry(caller + "tcp-443-only tcp-443-only", "relay-tls");
        }
        JsonNode record =
                Http.json(Lab.PAGE + "api/sessions/" + cells.getFirst().path("session").asText());
        assertThat(MatrixApi.list(record.path("events")))
                .extracting(event -> event.path("type").asText())
                .contains("signal", "state", "selected_pair", "first_frame_decoded");
    }

    @Test
    @Order(2)
    void swappedRules_changeReportForecastAndOutcome_thoughNoNameChanges() {
        Routers.Rules coneRules = Routers.of("full-cone");
        Routers.Rules symmetricRules = Routers.of("symmetric");
        try {
            Routers.put("full-cone", symmetricRules);
            Routers.put("symmetric", coneRules);

            assertThat(LAB.measure("full-cone").path("mapping").asText())
                    .isEqualTo("address-and-port-dependent");
            assertThat(LAB.measure("symmetric").path("filtering").asText())
                    .isEqualTo("endpoint-independent");
            JsonNode relayed = relayed();
            assertThat(relayed.path("forecast").asText()).isEqualTo("relay-udp");
            assertThat(relayed.path("outcome").asText()).isEqualTo("relay-udp");
            JsonNode punched = punched();
            assertThat(punched.path("forecast").asText()).isEqualTo("stun");
            assertThat(punched.path("outcome").asText()).isEqualTo("stun");
        } finally {
            Routers.put("full-cone", coneRules);
            Routers.put("symmetric", symmetricRules);
            LAB.measure("full-cone");
            LAB.measure("symmetric");
        }
    }

    /** Once more if another transport to the relay answered first. */
    private static JsonNode relayed() {
        JsonNode cell = LAB.call("full-cone", "port-restricted", "full-cone");
        return MatrixRun.keptARelay(cell)
                ? LAB.call("full-cone", "port-restricted", "full-cone")
                : cell;
    }

    /** Once more only if the record proves that ICE kept a relay although the better pair works. */
    private static JsonNode punched() {
        JsonNode cell = LAB.call("symmetric", "port-restricted", "symmetric");
        return MatrixRun.keptARelay(cell) && KeptRelay.isProvedBy(cell.path("session").asText())
                ? LAB.call("symmetric", "port-restricted", "symmetric")
                : cell;
    }

    @Test
    @Order(3)
    void wholeLab_staysBelowFourGibibytes() {
        double mebibytes =
                Lab.docker("stats", "--no-stream", "--format", "{{.MemUsage}}")
                        .lines()
                        .mapToDouble(MatrixIT::mebibytes)
                        .sum();
        System.out.printf("memory of all containers: %.0f MiB%n", mebibytes);
        assertThat(mebibytes).isBetween(100.0, (double) MOST_MEBIBYTES);
    }

    /** Of {@code 111.8MiB / 192MiB}, what is used. */
    private static double mebibytes(String usage) {
        String used = usage.substring(0, usage.indexOf(' '));
        double number = Double.parseDouble(used.replaceAll("[A-Za-z]", ""));
        return switch (used.replaceAll("[^A-Za-z]", "")) {
            case "GiB" -> number * 1024;
            case "MiB" -> number;
            case "KiB" -> number / 1024;
            case "B" -> number / 1024 / 1024;
            default -> throw new IllegalArgumentException(usage);
        };
    }
}
