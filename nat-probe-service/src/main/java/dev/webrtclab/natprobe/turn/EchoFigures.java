package dev.webrtclab.natprobe.turn;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What went through the relay and came back.
 *
 * @param helloArrived whether anything of the peer came through the relay before the counted bytes
 * @param atPeer datagrams that the peer received through the relay
 * @param rttP50 median round trip through the relay, null when nothing came back
 * @param rttP99 the round trip that 99 of 100 stayed below, null when nothing came back
 * @param took from the first datagram sent to the last one back
 */
public record EchoFigures(
        boolean helloArrived,
        int bytesSent,
        int bytesEchoed,
        int atPeer,
        @Nullable Duration rttP50,
        @Nullable Duration rttP99,
        Duration took) {
    /** Figures of a run whose round trips, in nanoseconds, are given in any order. */
    public static EchoFigures of(
            boolean helloArrived,
            int bytesSent,
            int bytesEchoed,
            int atPeer,
            long[] roundTrips,
            Duration took) {
        long[] sorted = roundTrips.clone();
        Arrays.sort(sorted);
        return new EchoFigures(
                helloArrived,
                bytesSent,
                bytesEchoed,
                atPeer,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                took);
    }

    private static @Nullable Duration quantile(long[] sorted, double share) {
        int rank =
                Math.clamp((long) Math.ceil(share * sorted.length), 1, Math.max(1, sorted.length));
        return sorted.length == 0 ? null : Duration.ofNanos(sorted[rank - 1]);
    }

    /** Share of the sent bytes that did not come back, 0 to 100. */
    public double lossPercent() {
        return bytesSent == 0 ? 100 : 100.0 * (bytesSent - bytesEchoed) / bytesSent;
    }

    /** Bytes that came back per time, in bits per second; 0 when nothing came back. */
    public long throughputBitsPerSecond() {
        return took.isZero() ? 0 : Math.round(bytesEchoed * 8e9 / took.toNanos());
    }
}
