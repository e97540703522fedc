package dev.webrtclab.natprobe.turn.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the TURN checks; {@code docs/configuration.md} lists them. */
@ConfigMapping(prefix = "nat-probe.turn-check")
public interface TurnCheckConfig {
    /**
     * Servers that may be checked beside {@code nat-probe.stun-server}, {@code host} or {@code
     * host:port}, comma-separated; they may have private addresses.
     */
    Optional<List<String>> servers();

    /** Whether other servers may be checked too, when all their addresses are public. */
    @WithDefault("false")
    boolean allowOtherTargets();

    /** File with the secret shared with the lab's TURN server, for checks that name no server. */
    Optional<Path> secretFile();

    /** File with the certificates (PEM) to trust for {@code turns:} instead of the public ones. */
    Optional<Path> caFile();

    /** What {@code /probe} logs in with, by the name in {@code module}. */
    Map<String, Modules> modules();

    /** One way to log in. */
    interface Modules {
        /** User name; with a secret the part after the expiry. */
        Optional<String> username();

        /** File with the shared secret: a credential is made for each probe. */
        Optional<Path> secretFile();

        /** File with the password of a fixed user. */
        Optional<Path> passwordFile();

        /** Address to ask permission for, without it the probe's own. */
        Optional<String> peer();

        /** How much to send through the relay. */
        @WithDefault("100000")
        int bytes();
    }
}
