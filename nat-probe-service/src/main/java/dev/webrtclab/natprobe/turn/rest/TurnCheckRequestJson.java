package dev.webrtclab.natprobe.turn.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to check; every field may be left out. */
@Schema(
        name = "TurnCheckRequest",
        description =
                "What to check; without servers the lab's own, as far as it has a credential.")
record TurnCheckRequestJson(
        @Schema(description = "As in RTCConfiguration.iceServers; at most twelve URLs together.")
                @Nullable List<Server> servers,
        @Schema(
                        description =
                                "Address to ask permission for, with or without a port; without it the probe's own.",
                        examples = "198.51.100.140")
                @Nullable String peer,
        @Schema(
                        description = "Payload to send through each relay, 1 to 1 000 000.",
                        examples = "100000",
                        defaultValue = "100000")
                @Nullable Integer bytes) {

    /** One entry of RTCConfiguration.iceServers. */
    @Schema(name = "TurnCheckServer", description = "One entry of RTCConfiguration.iceServers.")
    record Server(
            @Schema(examples = "[\"turn:198.51.100.10:3478?transport=udp\"]")
                    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    @Nullable List<@Nullable String> urls,
            @Schema(examples = "1767268800:5f0c3a9b1d2e4f60718293a4") @Nullable String username,
            @Schema(description = "It is sent to no log and no metric.")
                    @Nullable String credential) {
        @Override
        public String toString() {
            return "Server[urls=" + urls + "]";
        }
    }
}
