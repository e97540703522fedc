package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.nat.Finding;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A value that could not be decided. */
@Schema(name = "Unknown", description = "What could not be decided, why, and what would decide it.")
record UnknownJson(
        @Schema(
                        description = "Why, as an English sentence.",
                        examples = "198.51.100.10:3478 names no OTHER-ADDRESS.")
                String unknown,
        @Schema(
                        description = "The reason as a code of docs/nat.md, for translation.",
                        examples = "other-address-missing")
                String code,
        @Schema(description = "Values for the places of the translated sentence.")
                Map<String, String> params,
        @Schema(description = "What would decide it, as an English sentence.") String decidedBy) {

    static UnknownJson of(Finding.Unknown<?> unknown) {
        return new UnknownJson(
                unknown.why(), unknown.reason().code(), unknown.params(), unknown.decidedBy());
    }
}
