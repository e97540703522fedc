package dev.webrtclab.signaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the signaling service; all but the files have a default that works in the lab. */
@ConfigMapping(prefix = "signaling")
public interface SignalingConfig {
    /**
     * Most members of one room, media peers included; a further one is refused with {@code
     * room-full}.
     */
    @WithDefault("8")
    @Min(2)
    @Max(64)
    int roomCapacity();

    /**
     * Longest message of a client in bytes; a longer one is refused and the socket closed with
     * 1009.
     */
    @WithDefault("65536")
    @Min(1024)
    @Max(131072)
    int maxMessageBytes();

    /** Most open client sockets; further upgrades are answered 503. */
    @WithDefault("1024")
    @Min(1)
    int maxConnections();

    /**
     * Origins ({@code https://host:port}) of other pages that may open {@code /ws},
     * comma-separated. A page of the same host and port always may, and a client that sends no
     * Origin is no browser page.
     */
    Optional<List<String>> allowedOrigins();

    /** Base URL of the nat-probe-service. */
    @WithDefault("http://nat-probe-service:8083")
    URI natProbeUrl();

    /** How the rooms treat connections that end or stay silent. */
    Presence presence();

    /** How much one client may send. */
    Limits limits();

    /** The STUN and TURN server of the lab. */
    Turn turn();

    /** The link of the media peers. */
    Link link();

    /** HTTP signaling without trickle. */
    Sessions sessions();

    /** What is kept of each peer connection. */
    Records records();

    /** The network positions that media peers and NAT probes are in. */
    Networks networks();

    /** Calls between all network positions. */
    Matrix matrix();

    /** How the rooms treat connections that end or stay silent. */
    interface Presence {
        /**
         * How long a participant whose socket broke keeps its seat, so that a resume shows others
         * neither a leave nor a join. Only for clients that resume, see docs/protocol.md. With the
         * heartbeat timeout at most 15 s in all: as long as somebody who is gone is shown.
         */
        @WithDefault("6s")
        Duration grace();

        /**
         * How long the seats of participants are kept that a media peer still has a connection to
         * after this service was restarted.
         */
        @WithDefault("60s")
        Duration restoredGrace();

        /** How often clients are asked to send {@code clock}. */
        @WithDefault("2s")
        Duration heartbeat();

        /** Silence after which a client that ever sent {@code clock} is closed with 4001. */
        @WithDefault("6s")
        Duration heartbeatTimeout();
    }

    /** How much one client may send. */
    interface Limits {
        /** Messages at once on one socket. */
        @WithDefault("200")
        @Min(1)
        int messageBurst();

        /** Messages per second on one socket, lasting. */
        @WithDefault("50")
        @Min(1)
        int messagesPerSecond();

        /**
         * Chat messages at once on one socket; a further one is refused with {@code chat-limited}.
         */
        @WithDefault("30")
        @Min(1)
        int chatsBurst();

        /** Chat messages per second on one socket, lasting. */
        @WithDefault("5")
        @Min(1)
        int chatsPerSecond();

        /**
         * Joins at once from one source address; a further one is refused and its socket closed
         * with 4029. Those who come back with a resume token do not count.
         */
        @WithDefault("100")
        @Min(1)
        int joinsBurst();

        /** Joins per second from one source address, lasting. */
        @WithDefault("10")
        @Min(1)
        int joinsPerSecond();

        /** Invalid messages on one socket until it is closed with 4400. */
        @WithDefault("20")
        @Min(1)
        int violations();

        /** ICE-server requests at once from one source address. */
        @WithDefault("120")
        @Min(1)
        int iceServersBurst();

        /** ICE-server requests per second from one source address, lasting. */
        @WithDefault("2")
        @Min(1)
        int iceServersPerSecond();

        /**
         * Sessions that may be opened over HTTP at once from one source address; a further POST is
         * refused with {@code rate-limited}.
         */
        @WithDefault("60")
        @Min(1)
        int sessionsBurst();

        /**
         * Sessions per minute over HTTP from one source address, lasting. A session that never gets
         * a connection holds its place for 30 s, so that one address can not hold all 16.
         */
        @WithDefault("20")
        @Min(1)
        int sessionsPerMinute();
    }

    /** The STUN and TURN server of the lab. */
    interface Turn {
        /**
         * File with the secret shared with coturn, one line. Without it the lab has no TURN server.
         */
        Optional<Path> secretFile();

        /**
         * File with the token that the TURN server's observer shows when it brings events, one
         * line. Without it none are taken.
         */
        Optional<Path> eventsTokenFile();

        /** How long a credential allows new allocations, 1 second to 10 minutes. */
        @WithDefault("10m")
        Duration ttl();

        /** Port at which clients reach STUN and TURN, UDP and TCP. */
        @WithDefault("3478")
        @Min(1)
        @Max(65535)
        int port();

        /** Host by which clients reach it; without it the host that the page was opened with. */
        Optional<String> publicHost();

        /** Host by which media peers reach it. */
        @WithDefault("198.51.100.10")
        String internalHost();

        /** Port at which media peers reach it. */
        @WithDefault("3478")
        @Min(1)
        @Max(65535)
        int internalPort();

        /**
         * Port at which those inside the lab reach TURN over TLS, for networks that let nothing
         * else out; not set: no TURN over TLS is offered.
         */
        Optional<@Min(1) @Max(65535) Integer> internalTlsPort();

        /**
         * Hosts that the page is opened with from inside the lab's own networks: such callers reach
         * the TURN server where media peers do.
         */
        Optional<List<String>> insideHosts();

        /** Why this lab has no TURN server; shown to users together with {@link #absentNext}. */
        Optional<String> absentReason();

        /** What an operator does to get a TURN server. */
        @WithDefault("Install coturn and start the lab again.")
        String absentNext();
    }

    /** The link of the media peers. */
    interface Link {
        /**
         * File with the token that media peers show, one line; resume tokens are derived from it
         * too. Without it no media peer can connect, and resume tokens do not outlive a restart.
         */
        Optional<Path> tokenFile();
    }

    /** HTTP signaling without trickle. */
    interface Sessions {
        /** How long the media peer may take to answer. */
        @WithDefault("10s")
        Duration answerTimeout();

        /** How long an ended session is remembered with its reason. */
        @WithDefault("5m")
        Duration remembered();

        /** Most sessions that are remembered; the oldest ended ones are forgotten first. */
        @WithDefault("1000")
        @Min(1)
        int most();
    }

    /** What is kept of each peer connection. */
    interface Records {
        /** Most records, imported ones included; ended ones go first, oldest first. */
        @WithDefault("200")
        @Min(1)
        int most();

        /**
         * Most events of one record; further ones are counted only. One whose texts take more than
         * half a kilobyte counts for two, and so on.
         */
        @WithDefault("8000")
        @Min(100)
        int mostEvents();

        /**
         * Most events of all records, counted alike: ended ones go before, then running ones that
         * hold more than an equal share of a quarter of it take no more. One takes about half a
         * kilobyte.
         */
        @WithDefault("120000")
        @Min(1000)
        int mostEventsInAll();

        /** Most streams of session events at once; a further one is refused. */
        @WithDefault("100")
        @Min(1)
        int mostFollowers();

        /** How long the record of an ended connection is kept. */
        @WithDefault("1h")
        Duration kept();
    }

    /** The network positions that media peers and NAT probes are in. */
    interface Networks {
        /** Base URL of a position's NAT probe; {@code {network}} stands for its label. */
        @WithDefault("http://nat-probe-{network}:8083")
        String natProbeUrl();

        /** Label of the extra network that stands in for a second one of any kind. */
        @WithDefault("second")
        String second();
    }

    /** Calls between all network positions. */
    interface Matrix {
        /** Calls that are made at the same time. */
        @WithDefault("3")
        @Min(1)
        @Max(16)
        int atOnce();

        /** Longest wait for the picture of one call. */
        @WithDefault("20s")
        Duration patience();

        /** Time without another selected pair after which a path counts as the one ICE chose. */
        @WithDefault("1500ms")
        Duration settled();

        /**
         * The same for a relayed path: once it works, ICE looks at better pairs only every few
         * seconds.
         */
        @WithDefault("6s")
        Duration settledRelayed();
    }
}
