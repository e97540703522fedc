package dev.webrtclab.e2e.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The NAT report of IPv6, for real: a STUN server on two IPv6 addresses, the probe in the same
 * network, and coturn's discovery tool beside it.
 */
@Order(53)
class Ipv6ProbeIT {
    private static final String STUN = "fd00:98::10";
    private static final String SECOND_STUN = "fd00:98::11";

    private static Probe probe;

    @BeforeAll
    static void startNetwork() {
        Containers.removeLeftovers();
        String network =
                Containers.createNetwork("ipv6", "10.98.6.0/24", "--ipv6", "--subnet=fd00:98::/64");
        Internet.buildImage();
        String addSecond = "ip address add " + SECOND_STUN + "/64 dev eth0 nodad";
        String server =
                Containers.run("server")
                        .with("--network", network, "--ip6", STUN, "--init", "--no-healthcheck")
                        .with("--cap-drop=ALL", "--cap-add=NET_ADMIN", "--entrypoint=sh")
                        .of(Internet.IMAGE, "-c", addSecond + " && exec sleep infinity");
        await("second address of the server")
                .atMost(Internet.STARTED)
                .until(() -> Containers.in(server, "ip", "address").contains(SECOND_STUN));
        String coturn =
                Containers.run("coturn")
                        .with("--network=container:" + server, "--entrypoint=turnserver")
                        .with(Internet.COTURN, "-n", "--rfc5780", "--no-auth")
                        .with("--log-file=stdout", "--pidfile=/tmp/turnserver.pid")
                        .of("--listening-ip=" + STUN, "--listening-ip=" + SECOND_STUN);
        await("STUN server")
                .atMost(Internet.STARTED)
                .until(() -> Containers.tryIn(coturn, "turnutils_stunclient", STUN).exit() == 0);
        probe = Probe.start(network, "probe", "NAT_PROBE_STUN_SERVER_IPV6=[" + STUN + "]:3478");
    }

    @AfterAll
    static void stopNetwork() {
        Containers.removeAll();
        Internet.removeImage();
    }

    @Test
    void reportOfIpv6_isMeasured() {
        JsonNode report = probe.post("/api/nat/probes", "{\"family\":\"ipv6\"}");

        assertThat(report.path("family").asText()).isEqualTo("ipv6");
        assertThat(report.path("server").asText()).isEqualTo("[fd00:98:0:0:0:0:0:10]:3478");
        assertThat(report.path("nat").asText()).isEqualTo("none");
        assertThat(report.path("mapping").asText()).isEqualTo("endpoint-independent");
        assertThat(report.path("filtering").asText()).isEqualTo("endpoint-independent");
        assertThat(report.path("udp").asText()).isEqualTo("reachable");
        assertThat(report.path("tcp").asText()).isEqualTo("reachable");
        assertThat(report.path("mappedAddress").asText())
                .startsWith("[fd00:98:")
                .isEqualTo(report.path("localAddress").asText());
    }

    @Test
    void referee_saysTheSame() {
        Host host = Host.start("container:" + probe.container(), "tool", Internet.COTURN);
        String[] command = {"turnutils_natdiscovery", "-m", "-f", STUN};

        Discovery found = Discovery.parse(Containers.tryIn(host.container(), command).output());

        assertThat(found.mapping()).isEqualTo(Discovery.INDEPENDENT);
        assertThat(found.filtering()).isEqualTo(Discovery.INDEPENDENT);
    }

    @Test
    void reportOfIpv4_knowsNothingOfIt() {
        JsonNode report = probe.post("/api/nat/probes", "{\"family\":\"ipv4\"}");

        assertThat(report.path("family").asText()).isEqualTo("ipv4");
        assertThat(report.at("/nat/code").asText()).isEqualTo("server-unreachable");
        assertThat(probe.get("/api/nat?family=ipv6").path("nat").asText()).isEqualTo("none");
    }
}
