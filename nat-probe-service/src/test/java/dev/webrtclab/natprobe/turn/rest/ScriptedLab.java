package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.Event;
import dev.webrtclab.natprobe.turn.TurnTransport;
import dev.webrtclab.natprobe.turn.TurnUrl;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A lab whose server answers by a script. */
public final class ScriptedLab implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path secret = Files.createTempFile("turn-secret", "");
            Files.writeString(secret, "5ec12e7\n");
            secret.toFile().deleteOnExit();
            return Map.of(
                    "nat-probe.stun-server",
                    "127.0.0.1:9",
                    "nat-probe.vantage",
                    "a test machine",
                    "nat-probe.turn-check.servers",
                    "192.0.2.5:3478",
                    "nat-probe.turn-check.modules.turn_tls.username",
                    "prometheus",
                    "nat-probe.turn-check.modules.turn_tls.secret-file",
                    secret.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedTransport.class);
    }

    /** Passes every stage; remembers how it was asked. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class ScriptedTransport implements TurnTransport {
        static final AtomicInteger OPENED = new AtomicInteger();
        static volatile String username = "";

        @Override
        public Session open(TurnUrl url, Endpoint server) {
            OPENED.incrementAndGet();
            return new Session() {
                @Override
                public Event perform(Ask ask) {
                    return answer(ask);
                }

                @Override
                public void close() {}
            };
        }

        private static Event answer(Ask ask) {
            Endpoint relayed = new Endpoint(InetAddress.ofLiteral("192.0.2.5"), 49170);
            Endpoint peer = new Endpoint(InetAddress.ofLiteral("192.0.2.7"), 40000);
            return switch (ask) {
                case Ask.Connect _ -> new Event.Connected(Instant.parse("2027-01-01T00:00:00Z"));
                case Ask.Allocate(Ask.Auth auth) when auth == null ->
                        new Event.Rejected(401, "Unauthorized", "lab", "nonce", null);
                case Ask.Allocate(Ask.Auth auth) -> {
                    username = auth.credentials().username();
                    yield new Event.Granted(peer, relayed, 600);
                }
                case Ask.Bind _, Ask.Permit _, Ask.Release _ -> new Event.Granted(peer, null, null);
                case Ask.LocatePeer _ -> new Event.PeerLocated(peer, peer);
                case Ask.Echo echo ->
                        new Event.EchoEnded(
                                EchoFigures.of(
                                        true,
                                        echo.bytes(),
                                        echo.bytes(),
                                        5,
                                        new long[] {400_000, 1_100_000},
                                        Duration.ofMillis(2)));
                case Ask.Finish _ -> throw new IllegalStateException();
            };
        }
    }
}
