package dev.webrtclab.mediapeer.worker.source;

/**
 * Sound that was decoded and not heard yet, bounded: what does not fit pushes out the oldest. Knows
 * the position of its samples in the recording, so that sound follows the picture's time.
 */
public final class SampleRing {
    private final short[] samples;
    private int first;
    private int size;
    private long firstNumber;

    /** An empty ring for so many samples. */
    public SampleRing(int capacity) {
        samples = new short[capacity];
    }

    /** Samples in it. */
    public int size() {
        return size;
    }

    /** Room before the oldest are pushed out. */
    public int room() {
        return samples.length - size;
    }

    /** Number of the oldest sample in the recording. */
    public long firstNumber() {
        return firstNumber;
    }

    /** Forgets everything; what is added next has this number. */
    public void restart(long number) {
        first = 0;
        size = 0;
        firstNumber = number;
    }

    /** Adds samples that follow those before. */
    public void add(short[] from, int count) {
        for (int i = 0; i < count; i++) {
            if (size == samples.length) {
                drop(1);
            }
            samples[(first + size++) % samples.length] = from[i];
        }
    }

    /** Forgets the oldest samples. */
    public void drop(int count) {
        int dropped = Math.min(count, size);
        first = (first + dropped) % samples.length;
        size -= dropped;
        firstNumber += dropped;
    }

    /** Takes the oldest samples; {@code false}: there are not so many. */
    public boolean take(short[] to) {
        if (size < to.length) {
            return false;
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = samples[(first + i) % samples.length];
        }
        drop(to.length);
        return true;
    }
}
