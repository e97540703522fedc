package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a bench measured as JSON, when asked to. */
final class Report {
    private Report() {}

    static void write(@Nullable Path file, Map<String, ?> measured) throws IOException {
        if (file != null) {
            Files.writeString(
                    file,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(measured)
                            + "\n");
        }
    }
}
