package dev.webrtclab.e2e.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.natlab.Containers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a stranger can make the TURN check send, and learn from it about other machines. */
@Order(53)
class TurnCheckTargetsIT {
    private static final String TABLE = "nat-probe-service/src/test/resources/hostile-urls.txt";
    private static final String TARGET = ProbeBox.PUBLIC + ".30";

    /** Open ports take connections and datagrams and say nothing. */
    private static final String LISTEN =
            """
            use IO::Socket::INET; $| = 1;
            my $udp = IO::Socket::INET->new(LocalPort => 5001, Proto => "udp") or die;
            my $tcp = IO::Socket::INET->new(LocalPort => 5001, Listen => 9) or die;
            my @held; while (my $next = $tcp->accept) { push @held, $next; }
            """;

    private static ProbeBox probe;

    @BeforeAll
    static void start() {
        Relay.prepare();
        probe = ProbeBox.start();
    }

    @AfterAll
    static void stop() {
        Relay.cleanUp();
    }

    private static List<String> hostileUrls() throws IOException {
        return Files.readString(Lab.root().resolve(TABLE))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(String::translateEscapes)
                .toList();
    }

    @Test
    void hostileUrl_isRefused_andNoPacketLeavesTheService() throws Exception {
        List<String> urls = hostileUrls();
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < urls.size(); i++) {
            HttpResponse<String> answer = probe.check(urls.get(i), "192.0.2." + i);
            answers.put(urls.get(i), answer.statusCode());
        }

        assertThat(urls).hasSizeGreaterThanOrEqualTo(60);
        assertThat(answers.values()).as(answers.toString()).containsOnly(403, 422);
        assertThat(probe.packets("stray")).isZero();

        // The counter would have seen it: a public address elsewhere is let through by the service.
        probe.check("turn:192.31.0.1:3478?transport=tcp", "192.0.2.200");
        assertThat(probe.packets("stray")).isPositive();
        ProbeBox.nft(probe.container(), "reset counter inet referee stray");
    }

    @Test
    void closedOpenAndFilteredPort_lookTheSame() {
        String target =
                Containers.run("target")
                        .with("--network", Containers.name("public"), "--ip", TARGET, "--init")
                        .with("--cap-drop=ALL", "--no-healthcheck", "--entrypoint=perl")
                        .of(Relay.IMAGE, "-e", LISTEN);
        ProbeBox.nft(
                target,
                """
                table inet referee {
                    chain arrive {
                        type filter hook input priority filter;
                        meta l4proto { tcp, udp } th dport 5003 drop
                    }
                }
                """);
        List<String> urls =
                IntStream.rangeClosed(5001, 5003)
                        .boxed()
                        .flatMap(port -> Stream.of("udp", "tcp").map(by -> url(port, by)))
                        .toList();
        probe.check(url(5002, "tcp"), "192.0.2.201");
        List<Seen> seen = urls.parallelStream().map(TurnCheckTargetsIT::look).toList();
        System.out.println(seen);
    }

    private static String url(int port, String transport) {
        return "turn:" + TARGET + ":" + port + "?transport=" + transport;
    }

    private record Seen(String url, long tookMs, String said) {}

    private static Seen look(String url) {
        long start = System.nanoTime();
        HttpResponse<String> answer = probe.check(url, "192.0.2.202");
        long took = (System.nanoTime() - start) / 1_000_000;
        return new Seen(url, took, answer.body());
    }
}
