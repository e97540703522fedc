package dev.webrtclab.e2e.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.natlab.Containers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger can make the TURN check send, and learn from it about other machines. */
@Order(53)
class TurnCheckTargetsIT {
    private static final String TABLE = "nat-probe-service/src/test/resources/hostile-urls.txt";
    private static final String TARGET = ProbeBox.PUBLIC + ".30";

    private static final long TOLERANCE_MS = 50;

    /** Of each port; with the look before all tests far from the ten that a caller has a minute. */
    private static final int SAMPLES = 3;

    private static final int SILENT = 5001;
    private static final int TALKING = 5002;
    private static final int CLOSED = 5003;
    private static final int FILTERED = 5004;

    /** One port takes all and says nothing, one says what it is and hangs up. */
    private static final String LISTEN =
            """
            use IO::Socket::INET; $| = 1;
            my $udp = IO::Socket::INET->new(LocalPort => %d, Proto => "udp") or die;
            my $tcp = IO::Socket::INET->new(LocalPort => %<d, Listen => 9) or die;
            if (fork) { my @held; while (my $next = $tcp->accept) { push @held, $next; } }
            my $talking = IO::Socket::INET->new(LocalPort => %d, Listen => 9) or die;
            print "listens\\n";
            while (my $next = $talking->accept) { print $next "SSH-2.0-x\\r\\n"; close $next; }
            """
                    .formatted(SILENT, TALKING);

    private static ProbeBox probe;

    @BeforeAll
    static void start() {
        Relay.prepare();
        probe = ProbeBox.start();
        startTarget();
        // The first check of a JVM takes longer than all others.
        look(FILTERED, "tcp");
    }

    private static void startTarget() {
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
                        meta l4proto { tcp, udp } th dport %d drop
                    }
                }
                """
                        .formatted(FILTERED));
        await("target listens")
                .atMost(Relay.STARTED)
                .until(() -> Lab.docker("logs", target).contains("listens"));
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

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void silentTalkingClosedAndFilteredPort_lookTheSame(String transport) throws Exception {
        List<Seen> seen = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            seen.addAll(lookAtAll(transport));
        }

        assertThat(seen).extracting(Seen::said).containsOnly(seen.getFirst().said());
        assertThat(seen.getFirst().said()).contains("turn-unreachable-timeout");
        // A busy machine only adds to what a port takes.
        LongSummaryStatistics took =
                seen.stream()
                        .collect(Collectors.toMap(Seen::port, Seen::tookMs, Math::min))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .summaryStatistics();
        assertThat(took.getCount()).isEqualTo(FILTERED - SILENT + 1);
        assertThat(took.getMin()).as(seen.toString()).isGreaterThanOrEqualTo(3000);
        assertThat(took.getMax() - took.getMin())
                .as(seen.toString())
                .isLessThanOrEqualTo(2 * TOLERANCE_MS);
    }

    private static List<Seen> lookAtAll(String transport) throws Exception {
        List<Callable<Seen>> looks =
                IntStream.rangeClosed(SILENT, FILTERED)
                        .<Callable<Seen>>mapToObj(port -> () -> look(port, transport))
                        .toList();
        List<Seen> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Seen> each : threads.invokeAll(looks)) {
                seen.add(each.get());
            }
        }
        return seen;
    }

    private static String url(int port, String transport) {
        return transport.equals("tls")
                ? "turns:" + TARGET + ":" + port
                : "turn:" + TARGET + ":" + port + "?transport=" + transport;
    }

    /**
     * What a caller sees of a port.
     *
     * @param said the report without what the caller gave, and without times
     */
    private record Seen(int port, long tookMs, String said) {}

    private static Seen look(int port, String transport) {
        long start = System.nanoTime();
        HttpResponse<String> answer =
                probe.check(url(port, transport), "192.0.3." + port % 10 + transport.charAt(1));
        long took = (System.nanoTime() - start) / 1_000_000;
        String said =
                answer.body()
                        .replace(Integer.toString(port), "PORT")
                        .replaceFirst("\"at\":\"[^\"]*\"", "")
                        .replaceFirst("\"tookMs\":[0-9.]*", "");
        return new Seen(port, took, said);
    }
}
