package dev.webrtclab.mediapeer;

import dev.webrtclab.mediapeer.sessions.AdvertisedAddresses;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set; meanings and defaults are repeated in docs/configuration.md. */
@ConfigMapping(prefix = "media-peer")
public interface MediaPeerConfig {
    /** Name shown to people; not set: the host's name. */
    Optional<String> name();

    /**
     * Label of the network position this service is in, for people: 1 to 32 lower-case letters,
     * digits and hyphens. Not set: it is in none that the lab should list.
     */
    Optional<@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,31}") String> network();

    /** Where the signaling service takes media peers. */
    @WithDefault("ws://signaling-service:8081/internal/media-peers")
    URI signalingUrl();

    /** File with the token that proves this service to the signaling service. */
    Optional<Path> tokenFile();

    /** Most connections at once; a further offer is refused with {@code media-peers-full}. */
    @WithDefault("16")
    @Min(1)
    int maxSessions();

    /** Most connections of one worker process: that many end when it crashes. */
    @WithDefault("8")
    @Min(1)
    int sessionsPerWorker();

    /**
     * New connections at once of one participant with one peer; a further offer is refused with
     * {@code rate-limited}. An offer of the same peer connection is no new one.
     */
    @WithDefault("10")
    @Min(1)
    int connectionsBurst();

    /** New connections per second of one participant with one peer, lasting. */
    @WithDefault("1")
    @Min(1)
    int connectionsPerSecond();

    /**
     * IPv4 addresses under which this machine is reachable from outside, best first; not set:
     * candidates are advertised as gathered.
     */
    Optional<List<String>> advertisedAddresses();

    /** Whether advertised addresses take the place of the gathered one or are added. */
    @WithDefault("replace")
    AdvertisedAddresses.Mode advertisedAddressesMode();

    /**
     * Folder of files to show, which workers read and nobody writes; not set: there are no files.
     */
    Optional<Path> mediaDir();

    /** The worker processes. */
    Worker worker();

    /** Settings of the worker processes. */
    interface Worker {
        /** Directory with the worker's jars. */
        @WithDefault("/app/worker")
        Path classPath();

        /** Class with the worker's {@code main} method. */
        @WithDefault("dev.webrtclab.mediapeer.worker.Main")
        String main();

        /** Java launcher of the workers; not set: the one that runs this service. */
        Optional<Path> java();

        /** Largest Java heap of a worker, as in {@code -Xmx}. */
        @WithDefault("128m")
        @Pattern(regexp = "[1-9][0-9]{0,5}[kmgKMG]")
        String maxHeap();

        /** Further options of a worker's JVM. */
        Optional<List<String>> jvmOptions();

        /**
         * Whether the certificate of a TURN server over TLS must be trusted: {@code strict}, or
         * {@code none} for a lab's own certificate, which proves nothing. Credentials are never
         * sent in the clear either way (MESSAGE-INTEGRITY, RFC 8489).
         */
        @WithDefault("strict")
        @Pattern(regexp = "strict|none")
        String turnTlsCheck();

        /** Workers with free seats kept ready beyond the one that is being filled. */
        @WithDefault("1")
        @Min(0)
        int standby();

        /** Connections after which a worker is retired, since the native library leaks. */
        @WithDefault("200")
        @Min(1)
        int maxServed();

        /**
         * Resident memory in bytes after which a worker is retired; more than eight viewers of a
         * film of 1920 by 1080 need, so that only a leak gets there.
         */
        @WithDefault("1073741824")
        @Min(1)
        long maxRssBytes();

        /**
         * Time for a worker to become ready, longer after failed starts. Two busy cores have needed
         * 9 s where an idle machine needs 1.
         */
        @WithDefault("20s")
        Duration startTimeout();

        /** Time without a sign of life after which a worker counts as hung. */
        @WithDefault("5s")
        Duration silence();

        /**
         * Retired workers that may live on for their last connections beside those in use. Beyond
         * them no other is started: when no worker has a free seat, offers are refused with {@code
         * media-peers-full}.
         */
        @WithDefault("2")
        @Min(0)
        int mostDraining();

        /** Longest life of a retired worker's remaining connections. */
        @WithDefault("30m")
        Duration drainTimeout();

        /** Time for a worker to end when asked to. */
        @WithDefault("5s")
        Duration endTimeout();

        /** Time after which an unused worker beyond the standby ends. */
        @WithDefault("60s")
        Duration idleTimeout();

        /** Directory for workers' temporary files and crash reports; not set: the JVM's. */
        Optional<Path> directory();
    }
}
