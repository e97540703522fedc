package dev.webrtclab.mediapeer.worker.source;

import dev.webrtclab.mediapeer.worker.media.ColorBars;
import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import java.util.function.LongSupplier;

/** The test pattern with its stamp, with or without the tone; it has no end. */
public final class PatternSource implements PresentSource {
    private static final long FRAMES = 1L << 32;

    private final String id;
    private final Shape shape;
    private final LongSupplier epochMs;
    private final ColorBars bars;
    private final boolean sounds;
    private long frame;
    private long block;

    /**
     * A pattern that begins with frame 0.
     *
     * @param epochMs the time of the stamps, ms since the epoch
     */
    public PatternSource(SourceSpec spec, LongSupplier epochMs) {
        this.id = spec.id();
        this.shape = spec.shape(Shape.STANDARD);
        this.epochMs = epochMs;
        this.bars = new ColorBars(shape.width(), shape.height());
        this.sounds = spec.id().equals(SourceSpec.TONE);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Outcome draw(I420Image image, long nowNanos) {
        bars.draw(new FrameStamp(frame, epochMs.getAsLong()), image);
        frame = (frame + 1) % FRAMES;
        return new Outcome.Drawn();
    }

    @Override
    public boolean hasAudio() {
        return sounds;
    }

    @Override
    public boolean play(short[] samples, long nowNanos) {
        if (sounds) {
            Tone.play(block++, samples);
        }
        return sounds;
    }

    @Override
    public void close() {
        // holds memory of the heap only
    }
}
