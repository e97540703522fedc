package dev.webrtclab.mediapeer.worker.source;

import dev.webrtclab.mediapeer.worker.media.I420Image;

/**
 * Port: something to show and hear, at one size and rate. Used by one thread, the one that pushes
 * frames; a call may take as long as a read from a disk takes. Times are of a clock that only goes
 * forward, in ns.
 */
public interface MediaSource extends AutoCloseable {
    /** Sample rate of all sound, in Hz. */
    int SAMPLE_RATE = 48_000;

    /** Samples of a block of sound, one channel: 10 ms. */
    int BLOCK = SAMPLE_RATE / 100;

    /** What became of the wish for a picture. */
    sealed interface Outcome {
        /** The image holds what is to be shown now. */
        record Drawn() implements Outcome {}

        /** It is over; the image holds the last picture. */
        record Ended() implements Outcome {}

        /** It can not go on; the image holds nothing that is of use. */
        record Failed(SourceProblem problem) implements Outcome {}
    }

    /** Its id, see {@link SourceSpec#id}. */
    String id();

    /** Size and rate in which it is drawn. */
    Shape shape();

    /**
     * Draws the picture of this moment over whatever the image holds.
     *
     * @param image of the size of {@link #shape}
     */
    Outcome draw(I420Image image, long nowNanos);

    /** Whether there is sound at all. */
    boolean hasAudio();

    /**
     * The next 10 ms of sound.
     *
     * @param block {@value #BLOCK} samples, overwritten
     * @return {@code false}: silence, the block is of no use
     */
    boolean play(short[] block, long nowNanos);

    /** Where it is, in ms since its beginning; 0 for what has no position. */
    long positionMs(long nowNanos);

    /** Goes to another position, at most to the end; nothing for what has no position. */
    void seek(long positionMs, long nowNanos);

    /** Whether the end is followed by the beginning; nothing for what has no end. */
    void loop(boolean again);

    /** Gives back what it holds; a call that is under way on its thread ends soon. */
    @Override
    void close();
}
