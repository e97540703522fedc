package dev.webrtclab.signaling.sessions.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.sessions.HttpSessions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels on {@code /api/sessions}. */
final class SessionBodies {
    private SessionBodies() {}

    /** Body of the POST. */
    @Schema(name = "SessionOffer")
    record Offer(
            @Schema(description = "Always offer", examples = "offer")
                    @NotNull
                    @Pattern(regexp = "offer", message = "must be offer")
                    String type,
            @Schema(
                            description = "The local description with all its candidates",
                            examples = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n…")
                    @NotNull
                    String sdp,
            @Schema(
                            description = "A source of the media peer; without it its first",
                            examples = "pattern")
                    @Size(min = 1, max = 256)
                    @Nullable String source,
            @Schema(
                            description = "Id or name of a media peer; without it the least loaded",
                            examples = "media-peer-1")
                    @Size(max = 64)
                    @Nullable String mediaPeer,
            @Schema(
                            description =
                                    "What follows the colon in the user name of the TURN credential"
                                            + " in use; ties the TURN server's events to this session",
                            examples = "5f0c3a9b1d2e4f60718293a4")
                    @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
                    @Nullable String turnUser) {}

    /** Answer of the POST. */
    @Schema(name = "SessionAnswer")
    record Answer(
            @Schema(examples = "5f0c3a9b1d2e4f605f0c3a9b1d2e4f60") String sessionId,
            @Schema(description = "Always answer", examples = "answer") String type,
            @Schema(description = "With all candidates of the media peer") String sdp,
            @Schema(
                            description = "NAT report of the NAT probe, or {unknown: why}",
                            type = SchemaType.OBJECT)
                    JsonNode nat,
            @Schema(description = "Id of the media peer that serves it") String mediaPeer,
            @Schema(description = "What it shows", examples = "pattern") String source) {}

    /** Answer of the GET. */
    @Schema(name = "SessionState")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(
            String sessionId,
            @Schema(enumeration = {"active", "ended"}) String state,
            @Schema(
                            description = "Why it ended: a reason of peer_left in docs/protocol.md",
                            examples = "viewer-vanished")
                    @Nullable String reason,
            String mediaPeer,
            String source,
            @Schema(examples = "2026-01-01T12:00:00Z") String startedAt) {

        static State of(HttpSessions.View view) {
            return new State(
                    view.id(),
                    view.reason() == null ? "active" : "ended",
                    view.reason() == null
                            ? null
                            : view.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    view.placement().mediaPeer(),
                    view.placement().source(),
                    view.placement().startedAt().toString());
        }
    }
}
