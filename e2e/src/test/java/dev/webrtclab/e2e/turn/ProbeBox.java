package dev.webrtclab.e2e.turn;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import dev.webrtclab.e2e.natlab.Containers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A nat-probe-service that may check servers of strangers, in a container whose outgoing packets
 * are counted. It has a way to everywhere, in IPv4 and IPv6; what is not for the public network of
 * this test is counted as stray, and dropped. What the kernel itself tells its neighbours and
 * routers is not counted.
 *
 * @param container its container
 */
record ProbeBox(String container) {
    /**
     * A network that counts as public: AMPRNet's range for experiments, which nobody routes. Docker
     * gives it no way out here.
     */
    static final String PUBLIC = "44.128.83";

    private static final String IMAGE = "webrtc-lab/nat-probe-service";
    private static final String ADDRESS = "10.83.2.20";
    private static final String URL = "http://" + ADDRESS + ":8083";

    private static final String COUNT =
            """
            table inet referee {
                counter known { }
                counter stray { }
                chain leave {
                    type filter hook output priority filter;
                    tcp sport 8083 accept
                    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit } accept
                    icmpv6 type { mld-listener-report, mld2-listener-report } accept
                    meta l4proto igmp accept
                    ip daddr %s.0/24 counter name known accept
                    counter name stray drop
                }
            }
            """;

    /** Starts it; {@link Relay#prepare} was called. */
    static ProbeBox start() {
        if (Lab.docker("images", "-q", IMAGE).isEmpty()) {
            Shell.run(
                            Lab.root(),
                            Duration.ofMinutes(20),
                            List.of("docker", "compose", "build", "nat-probe-service"))
                    .orThrow();
        }
        Containers.createNetwork("control", "10.83.2.0/24", "--ipv6", "--subnet=2001:db8:84::/64");
        Containers.createNetwork("public", PUBLIC + ".0/24", "--internal");
        String container =
                Containers.create("probe")
                        .with("--network", Containers.name("control"), "--ip", ADDRESS)
                        .with("--cap-drop=ALL", "--read-only", "--tmpfs=/tmp", "--memory=512m")
                        .with("--no-healthcheck", "-eNAT_PROBE_TURN_CHECK_ALLOW_OTHER_TARGETS=true")
                        .with("-eNAT_PROBE_STUN_SERVER=" + PUBLIC + ".10:3478")
                        .with("--add-host=inner.example.org:10.0.0.1")
                        .with("--add-host=mixed.example.org:192.1.2.3")
                        .with("--add-host=mixed.example.org:127.0.0.1")
                        .with("--add-host=six.example.org:fd00::1")
                        .with("--add-host=metadata.example.org:169.254.169.254")
                        .with("--add-host=nat64.example.org:64:ff9b::7f00:1")
                        .of(IMAGE);
        Lab.docker(
                "network", "connect", "--ip", PUBLIC + ".20", Containers.name("public"), container);
        Lab.docker("start", container);
        ProbeBox box = new ProbeBox(container);
        await("probe is up").atMost(Duration.ofSeconds(60)).until(box::answers);
        nft(container, COUNT.formatted(PUBLIC));
        return box;
    }

    private boolean answers() {
        return Containers.tryIn(
                                container,
                                "curl",
                                "-fsS",
                                "-m",
                                "2",
                                "-o",
                                "/dev/null",
                                "http://127.0.0.1:8083/q/health/live")
                        .exit()
                == 0;
    }

    /**
     * Asks for a check of one URL.
     *
     * @param source whom the lab's proxy would name as the caller: each may ask ten times a minute
     */
    HttpResponse<String> check(String url, String source) {
        String body =
                "{\"servers\":[{\"urls\":[%s],\"username\":\"u\",\"credential\":\"c\"}]}"
                        .formatted(Http.quoted(url));
        return Http.postFrom(source, URL + "/api/turn/checks", body);
    }

    /** Packets that left for the public network, or tried to leave for any other place. */
    long packets(String counter) {
        String said = nft(container, "list counter inet referee " + counter);
        Matcher packets = Pattern.compile("packets (\\d+)").matcher(said);
        if (!packets.find()) {
            throw new IllegalStateException("no counter in " + said);
        }
        return Long.parseLong(packets.group(1));
    }

    /** Rules inside a container's network namespace, from a second container beside it. */
    static String nft(String container, String rules) {
        return Lab.docker(
                "run",
                "--rm",
                "--network=container:" + container,
                "--cap-drop=ALL",
                "--cap-add=NET_ADMIN",
                "--user=0",
                "--entrypoint=nft",
                Relay.HOLDER_IMAGE,
                rules);
    }
}
