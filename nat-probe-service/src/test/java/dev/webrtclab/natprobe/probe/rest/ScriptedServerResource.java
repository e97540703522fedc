package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.testing.NatPolicy;
import dev.webrtclab.natprobe.testing.ScriptedStunServer;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the service under test a scripted STUN server behind an endpoint-independent NAT. */
public class ScriptedServerResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable ScriptedStunServer server;

    @Override
    public Map<String, String> start() {
        NatPolicy nat =
                new NatPolicy(
                        MappingBehavior.ENDPOINT_INDEPENDENT,
                        FilteringBehavior.ENDPOINT_INDEPENDENT,
                        SimulatedNet.OUTSIDE);
        try {
            ScriptedStunServer started = new ScriptedStunServer(nat, ServerManner.HONEST);
            server = started;
            return Map.of(
                    "nat-probe.stun-server",
                    started.address().toString(),
                    "nat-probe.vantage",
                    "a test machine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
