package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.nat.Remark;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One sentence beside the verdicts. */
@Schema(name = "Finding", description = "One sentence beside the verdicts.")
record FindingJson(
        @Schema(description = "Code of docs/nat.md.", examples = "gloss-full-cone") String code,
        @Schema(description = "Values for the places of the translated sentence.")
                Map<String, String> params,
        @Schema(
                        description = "The sentence in English.",
                        examples = "RFC 3489 called this \"full cone\".")
                String text) {

    static FindingJson of(Remark remark) {
        return new FindingJson(remark.code().code(), remark.params(), remark.text());
    }
}
