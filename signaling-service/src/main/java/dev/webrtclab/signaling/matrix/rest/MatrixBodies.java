package dev.webrtclab.signaling.matrix.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.diagnosis.Reason;
import dev.webrtclab.diagnosis.nat.Forecast;
import dev.webrtclab.signaling.matrix.CallOutcome;
import dev.webrtclab.signaling.matrix.Cell;
import dev.webrtclab.signaling.matrix.MatrixState;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels on {@code /api/matrix}. */
final class MatrixBodies {
    private static final String LABEL = "[a-z0-9][a-z0-9-]{0,31}";

    private MatrixBodies() {}

    /** Body of the POST of one cell. */
    @Schema(name = "MatrixCellCall")
    record Call(
            @Schema(description = "Row: label of a network") @NotNull @Pattern(regexp = LABEL)
                    String from,
            @Schema(description = "Column: label of a network") @NotNull @Pattern(regexp = LABEL)
                    String to,
            @Schema(
                            description =
                                    "Where the calling media peer really is; without it in the network"
                                            + " of the row")
                    @Pattern(regexp = LABEL)
                    @Nullable String fromNetwork,
            @Schema(
                            description =
                                    "Record of a call that a browser in the network of the row made;"
                                            + " without it a media peer calls now")
                    @Pattern(regexp = "[0-9a-f]{32}")
                    @Nullable String session) {}

    /** The whole. */
    @Schema(name = "Matrix")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Document(
            @Schema(enumeration = {"never", "running", "finished", "stopped"}) String state,
            int run,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            List<String> networks,
            int done,
            int total,
            List<CellBody> cells) {

        static Document of(MatrixState state) {
            return new Document(
                    word(state.phase()),
                    state.run(),
                    time(state.startedAt()),
                    time(state.finishedAt()),
                    state.networks(),
                    state.done(),
                    state.cells().size(),
                    state.cells().stream().map(CellBody::of).toList());
        }

        private static @Nullable String time(@Nullable Instant instant) {
            return instant == null ? null : instant.toString();
        }
    }

    /** One cell; {@code null} where nothing was measured. */
    @Schema(name = "MatrixCell")
    record CellBody(
            String from,
            String to,
            @Schema(enumeration = {"media-peer", "browser"}) String fromPeer,
            @Schema(enumeration = {"waiting", "running", "done"}) String state,
            @Schema(
                            type = SchemaType.OBJECT,
                            description = "A path, or {unknown, code, params, decidedBy}")
                    @Nullable Object forecast,
            List<ReasonBody> forecastReasons,
            @Schema(type = SchemaType.OBJECT, description = "A path, or {unknown: why}")
                    @Nullable Object outcome,
            @Nullable Boolean agree,
            @Nullable Boolean connected,
            @Nullable Double msToConnect,
            @Nullable Double msToFirstFrame,
            @Nullable String session,
            CallOutcome.@Nullable Candidate local,
            CallOutcome.@Nullable Candidate remote,
            @Nullable String why) {

        static CellBody of(Cell cell) {
            CallOutcome outcome = cell.outcome();
            return new CellBody(
                    cell.key().from(),
                    cell.key().to(),
                    word(cell.key().caller()),
                    word(cell.state()),
                    forecast(cell.forecast()),
                    cell.forecast() == null
                            ? List.of()
                            : cell.forecast().reasons().stream().map(ReasonBody::of).toList(),
                    outcome(outcome),
                    cell.agrees(),
                    outcome == null ? null : (Boolean) outcome.connected(),
                    outcome == null ? null : rounded(outcome.msToConnect()),
                    outcome == null ? null : rounded(outcome.msToFirstFrame()),
                    cell.session(),
                    outcome == null ? null : outcome.local(),
                    outcome == null ? null : outcome.remote(),
                    cell.why());
        }

        private static @Nullable Object forecast(@Nullable Forecast forecast) {
            return switch (forecast) {
                case null -> null;
                case Forecast.Expected expected -> expected.path().word();
                case Forecast.Undecided undecided ->
                        Map.of(
                                "unknown", undecided.why(),
                                "code", undecided.code(),
                                "params", undecided.params(),
                                "decidedBy", undecided.decidedBy());
            };
        }

        private static @Nullable Object outcome(@Nullable CallOutcome outcome) {
            if (outcome == null) {
                return null;
            }
            return outcome.path() != null
                    ? outcome.path().word()
                    : Map.of("unknown", String.valueOf(outcome.why()));
        }

        private static @Nullable Double rounded(@Nullable Double ms) {
            return ms == null ? null : (Double) (Math.round(ms * 10) / 10.0);
        }
    }

    /** One fact of the forecast's argument. */
    @Schema(name = "ForecastReason")
    record ReasonBody(String code, Map<String, String> params, String text) {
        static ReasonBody of(Reason reason) {
            return new ReasonBody(reason.code(), reason.params(), reason.text());
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
