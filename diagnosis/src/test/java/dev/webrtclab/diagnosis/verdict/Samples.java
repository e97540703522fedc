package dev.webrtclab.diagnosis.verdict;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The event lists in {@code sessions}; the README there says what they are. */
final class Samples {
    private static final Path FOLDER = Path.of("src/test/resources/sessions");
    private static final double SOON = 500;

    private Samples() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code that a file is named after; what follows two hyphens tells variants apart. */
    static String code(String name) {
        return name.split("--", 2)[0];
    }

    static SessionRecord read(String name) {
        try {
            return new RecordJson().read(Files.readString(FOLDER.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RefusedException e) {
            throw new IllegalStateException(name + ": " + e.refusal().detail(), e);
        }
    }

    /** A moment after the last event. */
    static double now(SessionRecord record) {
        return record.events().stream()
                        .mapToDouble(SessionEvent::at)
                        .max()
                        .orElse(record.startedAt())
                + SOON;
    }

    static Verdict verdict(SessionRecord record) {
        return Diagnosis.of(record, now(record));
    }

    static SessionRecord with(SessionRecord record, List<SessionEvent> events) {
        return new SessionRecord(
                record.id(),
                record.startedAt(),
                record.endedAt(),
                record.participants(),
                events,
                record.dropped());
    }
}
