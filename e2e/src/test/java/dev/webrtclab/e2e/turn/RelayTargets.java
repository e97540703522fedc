package dev.webrtclab.e2e.turn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The golden table {@code relay-targets.txt}: what a client may reach through the relay. */
final class RelayTargets {
    private RelayTargets() {}

    /**
     * A line of the table.
     *
     * @param target address as it is written there
     * @param answers to CreatePermission and ChannelBind on an IPv4 allocation of the lab's relay,
     *     then on an IPv6 allocation of a relay that has IPv6
     */
    record Line(String target, List<String> answers) {
        Line {
            answers = List.copyOf(answers);
        }

        /** What goes into the packet. */
        byte[] address() {
            return RelayTargets.address(target);
        }

        @Override
        public String toString() {
            return "%-44s %s".formatted(target, String.join("  ", answers)).stripTrailing();
        }
    }

    static List<Line> read() {
        try (InputStream table =
                Objects.requireNonNull(
                        RelayTargets.class.getResourceAsStream("/turn/relay-targets.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.strip().split("\\s+")))
                    .map(words -> new Line(words.getFirst(), words.subList(1, words.size())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The bytes of an address as it is written: {@link InetAddress} would make IPv4 of {@code
     * ::ffff:a.b.c.d}.
     */
    static byte[] address(String text) {
        String mapped = "::ffff:";
        if (text.matches(mapped + "[0-9.]+")) {
            byte[] inner = InetAddress.ofLiteral(text.substring(mapped.length())).getAddress();
            return ByteBuffer.allocate(16).position(10).putShort((short) -1).put(inner).array();
        }
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        if (text.contains(":") && address.length != 16) {
            throw new IllegalArgumentException(text + " became " + Arrays.toString(address));
        }
        return address;
    }
}
