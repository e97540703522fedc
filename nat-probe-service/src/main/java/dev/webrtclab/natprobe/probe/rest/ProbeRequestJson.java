package dev.webrtclab.natprobe.probe.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to probe; every field may be left out. */
@Schema(name = "ProbeRequest", description = "What to probe; an empty body probes IPv4.")
record ProbeRequestJson(
        @Schema(
                        description = "Address family.",
                        enumeration = {"ipv4", "ipv6"},
                        defaultValue = "ipv4",
                        examples = "ipv4")
                @Nullable String family) {}
