package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.probe.NatProbeConfig;
import dev.webrtclab.natprobe.turn.CheckSpec;
import dev.webrtclab.natprobe.turn.Credentials;
import dev.webrtclab.natprobe.turn.PeerAddress;
import dev.webrtclab.natprobe.turn.TurnUrl;
import dev.webrtclab.natprobe.turn.UnusableUrlException;
import dev.webrtclab.protocol.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a caller wants checked. */
@ApplicationScoped
class CheckRequests {
    private static final int MOST_URLS = 12;
    private static final int LONGEST_WORD = 512;

    private final NatProbeConfig nat;
    private final TurnCheckConfig config;

    CheckRequests(NatProbeConfig nat, TurnCheckConfig config) {
        this.nat = nat;
        this.config = config;
    }

    /**
     * @throws Refused when something is missing or wrong
     */
    List<CheckSpec> specs(@Nullable TurnCheckRequestJson request, Instant now) {
        Optional<Endpoint> peer = peer(request == null ? null : request.peer());
        int bytes = bytes(request == null ? null : request.bytes());
        if (request == null || request.servers() == null) {
            return ownServer(peer, bytes, now);
        }
        List<CheckSpec> specs = new ArrayList<>();
        for (TurnCheckRequestJson.@Nullable Server server : request.servers()) {
            List<@Nullable String> urls = server == null ? null : server.urls();
            if (server == null || urls == null || urls.isEmpty()) {
                throw new Refused(ErrorCode.INVALID_MESSAGE, "servers[].urls is needed");
            }
            Optional<Credentials> credentials = credentials(server);
            for (String url : urls) {
                specs.add(new CheckSpec(url(url), credentials, peer, bytes));
            }
        }
        if (specs.isEmpty() || specs.size() > MOST_URLS) {
            throw new Refused(
                    ErrorCode.INVALID_MESSAGE, "one to %d URLs are needed".formatted(MOST_URLS));
        }
        return specs;
    }

    private List<CheckSpec> ownServer(Optional<Endpoint> peer, int bytes, Instant now) {
        Path file =
                config.secretFile()
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                ErrorCode.TURN_CHECK_NO_CREDENTIAL,
                                                "This service has no credential of its own: send servers with"
                                                        + " one of /api/ice-servers, or set"
                                                        + " nat-probe.turn-check.secret-file."));
        try {
            Credentials own = Credentials.signed("nat-probe", SecretFile.read(file), now);
            List<CheckSpec> specs = new ArrayList<>();
            for (String url : ownUrls()) {
                specs.add(new CheckSpec(url(url), Optional.of(own), peer, bytes));
            }
            return specs;
        } catch (IOException e) {
            throw new Refused(
                    ErrorCode.TURN_CHECK_NO_CREDENTIAL,
                    "nat-probe.turn-check.secret-file can not be read.");
        }
    }

    private List<String> ownUrls() {
        List<String> urls = new ArrayList<>();
        urls.add("stun:" + nat.stunServer());
        urls.add("turn:" + nat.stunServer() + "?transport=udp");
        urls.add("turn:" + nat.stunServer() + "?transport=tcp");
        nat.tlsServer().ifPresent(server -> urls.add("turns:" + server + "?transport=tcp"));
        return urls;
    }

    private static Optional<Credentials> credentials(TurnCheckRequestJson.Server server) {
        String username = server.username();
        String credential = server.credential();
        if (username == null || credential == null) {
            return Optional.empty();
        }
        if (username.length() > LONGEST_WORD || credential.length() > LONGEST_WORD) {
            throw new Refused(
                    ErrorCode.INVALID_MESSAGE,
                    "username and credential have at most %d characters".formatted(LONGEST_WORD));
        }
        return Optional.of(new Credentials(username, credential));
    }

    static TurnUrl url(@Nullable String text) {
        try {
            return TurnUrl.parse(String.valueOf(text));
        } catch (UnusableUrlException e) {
            throw new Refused(ErrorCode.ICE_URL_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    static Optional<Endpoint> peer(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(PeerAddress::parse);
        } catch (IllegalArgumentException e) {
            throw new Refused(ErrorCode.INVALID_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static int bytes(@Nullable Integer wanted) {
        int bytes = wanted == null ? CheckSpec.DEFAULT_BYTES : wanted;
        if (bytes < 1 || bytes > CheckSpec.MOST_BYTES) {
            throw new Refused(ErrorCode.INVALID_MESSAGE, "bytes is 1 to " + CheckSpec.MOST_BYTES);
        }
        return bytes;
    }
}
