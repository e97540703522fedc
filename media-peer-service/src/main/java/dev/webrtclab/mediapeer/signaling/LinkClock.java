package dev.webrtclab.mediapeer.signaling;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * Knows how far the lab clock (the signaling service's) is from ours. Each question and answer
 * gives one sample as in NTP (RFC 5905 §8): offset {@code ((t2−t1)+(t3−t4))/2}, round trip {@code
 * (t4−t1)−(t3−t2)}. The sample with the shortest round trip among the last ones wins, since queues
 * only ever add time. All times in ms since the epoch. Not thread-safe.
 */
public final class LinkClock {
    private static final int SAMPLES = 8;

    /** Clocks of two machines may run apart by this much: 100 parts per million. */
    private static final double DRIFT = 100e-6;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** A moment on the lab clock; the truth lies within {@code uncertaintyMs} on either side. */
    public record LabTime(double at, double uncertaintyMs) {}

    private record Sample(double offset, double roundTrip, double takenAt) {}

    /**
     * Takes one answer in.
     *
     * @param sentAt t1, our clock, when the question left
     * @param receivedAt t2, lab clock, when it arrived
     * @param repliedAt t3, lab clock, when the answer left
     * @param arrivedAt t4, our clock, when the answer arrived
     */
    public void answered(double sentAt, double receivedAt, double repliedAt, double arrivedAt) {
        double roundTrip = (arrivedAt - sentAt) - (repliedAt - receivedAt);
        boolean possible =
                Double.isFinite(roundTrip) && arrivedAt >= sentAt && repliedAt >= receivedAt;
        if (!possible) {
            return;
        }
        double offset = ((receivedAt - sentAt) + (repliedAt - arrivedAt)) / 2;
        samples.addLast(new Sample(offset, Math.max(0, roundTrip), arrivedAt));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }

    /** Forgets everything: the next answers come from another clock. */
    public void restart() {
        samples.clear();
    }

    /** A moment of our clock on the lab clock; empty before the first answer. */
    public Optional<LabTime> toLab(double at) {
        return samples.stream()
                .min(Comparator.comparingDouble(sample -> uncertainty(sample, at)))
                .map(best -> new LabTime(at + best.offset(), uncertainty(best, at)));
    }

    private static double uncertainty(Sample sample, double at) {
        return sample.roundTrip() / 2 + Math.abs(at - sample.takenAt()) * DRIFT;
    }
}
