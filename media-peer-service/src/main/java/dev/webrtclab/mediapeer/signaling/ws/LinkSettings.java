package dev.webrtclab.mediapeer.signaling.ws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the signaling service is reached.
 *
 * @param tokenFile holds the token on its first line; read at each attempt, so that it may change
 * @param clockInterval pause between two clock questions, which are also the heartbeat
 * @param patience time without any message after which the connection counts as dead
 */
public record LinkSettings(
        URI url, Optional<Path> tokenFile, Duration clockInterval, Duration patience) {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /**
     * The token to prove who we are.
     *
     * @throws IOException with a sentence that says what to change
     */
    String readToken() throws IOException {
        Path file =
                tokenFile.orElseThrow(() -> new IOException("media-peer.token-file is not set"));
        try {
            String token = Files.readString(file).strip();
            if (!token.matches("[\\x21-\\x7E]{1,512}")) {
                throw new IOException("media-peer.token-file " + file + " does not hold one token");
            }
            return token;
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("media-peer.token-file " + file + " can not be read", e);
        }
    }
}
