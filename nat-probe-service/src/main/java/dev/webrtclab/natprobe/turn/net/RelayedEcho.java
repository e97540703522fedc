package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.ice4j.TurnMessages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbered datagrams through the relay and counts those that come back. At most {@link
 * #WINDOW} are under way, so that the relay is not flooded.
 */
final class RelayedEcho {
    private static final int PAYLOAD_BYTES = 1000;
    private static final int HEAD_BYTES = EchoPeer.TOKEN_BYTES + 4;
    private static final int WINDOW = 16;
    private static final int MOST_STALLS = 3;
    private static final Duration STALL = Duration.ofMillis(400);
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final List<Duration> HELLO_PAUSES =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofMillis(800));

    private final Wire wire;
    private final TurnMessages codec;
    private final EchoPeer peer;
    private final Ask.Echo ask;
    private final long[] sentAt;
    private final long[] roundTrip;
    private boolean helloArrived;
    private int sent;
    private int sentBytes;
    private int back;
    private int backBytes;
    private long lastBack;

    RelayedEcho(Wire wire, TurnMessages codec, EchoPeer peer, Ask.Echo ask) {
        this.wire = wire;
        this.codec = codec;
        this.peer = peer;
        this.ask = ask;
        int count = (ask.bytes() + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES;
        this.sentAt = new long[count];
        this.roundTrip = new long[count];
    }

    EchoFigures run() throws IOException, InterruptedException {
        Endpoint to = open();
        long start = System.nanoTime();
        if (to == null) {
            return EchoFigures.of(helloArrived, 0, 0, peer.echoed(), new long[0], Duration.ZERO);
        }
        exchange(to, start);
        return EchoFigures.of(
                helloArrived,
                sentBytes,
                backBytes,
                peer.echoed(),
                Arrays.stream(roundTrip).filter(time -> time > 0).toArray(),
                Duration.ofNanos(back == 0 ? 0 : lastBack - start));
    }

    /** Both sides speak first, until something comes through; tells the peer's real address. */
    private @Nullable Endpoint open() throws IOException, InterruptedException {
        for (Duration pause : HELLO_PAUSES) {
            peer.hello(ask.relayed());
            wire.send(codec.send(ask.peer(), peer.token()));
            long until = System.nanoTime() + pause.toNanos();
            Wire.Frame frame;
            while ((frame = wire.take(Duration.ofNanos(until - System.nanoTime()))) != null) {
                Optional<TurnMessages.Relayed> relayed = ours(frame);
                if (relayed.isPresent()) {
                    helloArrived = true;
                    return relayed.get().peer();
                }
            }
        }
        return null;
    }

    private Optional<TurnMessages.Relayed> ours(Wire.Frame frame) {
        byte[] token = peer.token();
        return codec.relayed(frame.bytes())
                .filter(relayed -> relayed.data().length >= token.length)
                .filter(
                        relayed ->
                                Arrays.equals(
                                        relayed.data(), 0, token.length, token, 0, token.length));
    }

    private void exchange(Endpoint to, long start) throws IOException, InterruptedException {
        int under = 0;
        int stalls = 0;
        while (back < sentAt.length && stalls < MOST_STALLS) {
            while (under < WINDOW && sent < sentAt.length) {
                send(to);
                under++;
            }
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                return;
            }
            Wire.Frame frame = wire.take(STALL);
            if (frame == null) {
                if (sent == sentAt.length) {
                    return;
                }
                under = 0; // lost: make room for the next ones
                stalls++;
            } else if (received(frame)) {
                under = Math.max(0, under - 1);
                stalls = 0;
            }
        }
    }

    private void send(Endpoint to) throws IOException {
        int size =
                Math.max(HEAD_BYTES, Math.min(PAYLOAD_BYTES, ask.bytes() - sent * PAYLOAD_BYTES));
        byte[] data = Arrays.copyOf(peer.token(), size);
        ByteBuffer.wrap(data).putInt(EchoPeer.TOKEN_BYTES, sent);
        sentAt[sent] = System.nanoTime();
        wire.send(codec.send(to, data));
        sent++;
        sentBytes += size;
    }

    private boolean received(Wire.Frame frame) {
        Optional<TurnMessages.Relayed> relayed = ours(frame);
        if (relayed.isEmpty() || relayed.get().data().length < HEAD_BYTES) {
            return false;
        }
        byte[] data = relayed.get().data();
        int number = ByteBuffer.wrap(data).getInt(EchoPeer.TOKEN_BYTES);
        if (number < 0 || number >= sent || roundTrip[number] != 0) {
            return false;
        }
        roundTrip[number] = Math.max(1, frame.atNanos() - sentAt[number]);
        back++;
        backBytes += data.length;
        lastBack = frame.atNanos();
        return true;
    }
}
