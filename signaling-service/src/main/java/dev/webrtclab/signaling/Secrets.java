package dev.webrtclab.signaling;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The secrets of the lab, read once at the start from their files; never printed. */
@Singleton
public final class Secrets {
    private static final Logger LOG = Logger.getLogger(Secrets.class);
    private static final int LEAST_LENGTH = 16;

    private final Optional<String> turnSecret;
    private final Optional<String> linkToken;
    private final Optional<String> turnEventsToken;
    private final String resumeSecret;

    Secrets(SignalingConfig config) {
        this.turnSecret =
                config.turn().secretFile().map(f -> read(f, "signaling.turn.secret-file"));
        this.linkToken = config.link().tokenFile().map(f -> read(f, "signaling.link.token-file"));
        this.turnEventsToken =
                config.turn()
                        .eventsTokenFile()
                        .map(f -> read(f, "signaling.turn.events-token-file"));
        this.resumeSecret = linkToken.orElseGet(Secrets::random);
        if (linkToken.isEmpty()) {
            LOG.warn(
                    "signaling.link.token-file is not set: no media peer can connect, and resume"
                            + " tokens end with this process");
        }
    }

    /** Shared with coturn. */
    public Optional<String> turnSecret() {
        return turnSecret;
    }

    /** What media peers show. */
    public Optional<String> linkToken() {
        return linkToken;
    }

    /** What the TURN server's observer shows. */
    public Optional<String> turnEventsToken() {
        return turnEventsToken;
    }

    /** What resume tokens are derived from. */
    public String resumeSecret() {
        return resumeSecret;
    }

    private static String read(Path file, String property) {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    property + " names " + file + ", which can not be read: " + e, e);
        }
        if (secret.length() < LEAST_LENGTH || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalStateException(
                    property
                            + " names "
                            + file
                            + ", which must hold one line of at least "
                            + LEAST_LENGTH
                            + " printable characters; generate one with: openssl rand -hex 32");
        }
        return secret;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
