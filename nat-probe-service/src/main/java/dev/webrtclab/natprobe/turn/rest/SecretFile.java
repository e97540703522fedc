package dev.webrtclab.natprobe.turn.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret of one line, read at each use, so that a rotated one counts at once. */
final class SecretFile {
    private SecretFile() {}

    /**
     * @throws IOException with a sentence that does not repeat the content
     */
    static String read(Path file) throws IOException {
        String line = Files.readString(file).strip();
        if (line.isEmpty()) {
            throw new IOException(file.getFileName() + " is empty");
        }
        return line;
    }
}
