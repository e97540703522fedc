package dev.webrtclab.e2e.capture;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import dev.webrtclab.e2e.matrix.Routers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * tshark on bridges of the lab, in a container that sees the host's interfaces and may do nothing
 * but listen. WebSockets are understood when they begin after it does.
 */
public final class Capture implements AutoCloseable {
    private static final String IMAGE = "webrtc-lab/capture";
    private static final String BEGUN = "Capturing on";
    private static final long PATIENCE_S = 20;

    private final String name;
    private final Process tshark;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<List<Packet>> packets;
    private final StringBuilder said = new StringBuilder();

    private Capture(String name, Process tshark) {
        this.name = name;
        this.tshark = tshark;
        Thread.ofVirtual().start(this::listen);
        this.packets = CompletableFuture.supplyAsync(this::read);
    }

    /** Builds the image. */
    public static void build() {
        Shell.run(
                        Lab.root(),
                        Duration.ofMinutes(10),
                        List.of("docker", "build", "-q", "-t", IMAGE, "e2e/capture"))
                .orThrow();
    }

    /** Begins on networks of the lab, by their names in Compose; returns once packets are seen. */
    public static Capture on(String... networks) {
        String name = "capture-" + ProcessHandle.current().pid();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "docker",
                                "run",
                                "--rm",
                                "--name=" + name,
                                "--network=host",
                                "--cap-drop=ALL",
                                "--cap-add=NET_RAW",
                                "--cap-add=NET_ADMIN",
                                "--user=0",
                                "--tmpfs=/tmp",
                                IMAGE,
                                "-n",
                                "-l"));
        for (String network : networks) {
            command.add("-i");
            command.add(bridge(network));
        }
        command.addAll(
                List.of(
                        "-f",
                        "port 3478 or port 3479 or tcp port 443 or tcp port 8081",
                        // Clear text at the ports that look like TLS, so that filters let it out.
                        "-d",
                        "tcp.port==443,http",
                        "-d",
                        "tcp.port==8081,http",
                        "-d",
                        "tcp.port==3478,stun",
                        "-Y",
                        "stun or websocket.payload.text",
                        "-T",
                        "ek"));
        for (String field : PacketReader.FIELDS) {
            command.add("-e");
            command.add(field);
        }
        try {
            Capture capture = new Capture(name, new ProcessBuilder(command).start());
            capture.begun.get(PATIENCE_S, TimeUnit.SECONDS);
            return capture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("tshark does not capture", e);
        }
    }

    /** The interface of a network of the lab. */
    private static String bridge(String network) {
        String id =
                Lab.docker(
                        "network",
                        "inspect",
                        "--format",
                        "{{.Id}}",
                        Routers.project() + "_" + network);
        return "br-" + id.substring(0, 12);
    }

    /** Ends it; everything that was seen, earliest first. */
    public List<Packet> end() {
        Lab.docker("kill", "--signal=INT", name);
        try {
            return packets.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("tshark said: " + said, e);
        }
    }

    private void listen() {
        try (BufferedReader errors = tshark.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                said.append(line).append('\n');
                if (line.contains(BEGUN)) {
                    begun.complete(null);
                }
            }
            begun.completeExceptionally(new IllegalStateException(said.toString()));
        } catch (IOException e) {
            begun.completeExceptionally(e);
        }
    }

    private List<Packet> read() {
        try (BufferedReader lines = tshark.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines()
                    .flatMap(line -> PacketReader.read(line).stream())
                    .sorted(Comparator.comparingDouble(Packet::at))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tshark.destroy();
    }
}
