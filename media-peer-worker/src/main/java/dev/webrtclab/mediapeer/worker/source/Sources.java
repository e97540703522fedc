package dev.webrtclab.mediapeer.worker.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Everything that can be shown: computed, from the folder, from cameras. Methods wait for disks and
 * devices, so they are not for the thread of the sessions.
 */
public final class Sources {
    /** Port: recordings or devices, each below a prefix of ids. */
    public interface Shelf {
        /** What is there now, including what can not be shown, bounded; never fails. */
        List<SourceListing> list();

        /**
         * Opens one.
         *
         * @throws SourceException when it is not there or can not be shown
         */
        MediaSource open(SourceSpec spec) throws SourceException;

        /**
         * A small picture of one, JPEG.
         *
         * @throws SourceException when it is not there or has no picture
         */
        byte[] thumbnail(String id) throws SourceException;
    }

    private final LongSupplier epochMs;
    private final Shelf files;
    private final Shelf cameras;

    /**
     * All sources.
     *
     * @param epochMs the time of the stamps, ms since the epoch
     * @param cameras each is opened once at a time
     */
    public Sources(LongSupplier epochMs, Shelf files, Shelf cameras) {
        this.epochMs = epochMs;
        this.files = files;
        this.cameras = new OneAtATime(cameras, OneAtATime.PATIENCE);
    }

    /** What can be shown now. */
    public List<SourceListing> list() {
        List<SourceListing> all = new ArrayList<>();
        all.add(
                SourceListing.computed(
                        SourceSpec.PATTERN, "Test pattern", SourceListing.Kind.PATTERN, false));
        all.add(
                SourceListing.computed(
                        SourceSpec.TONE,
                        "Test pattern with a tone of " + Tone.HERTZ + " Hz",
                        SourceListing.Kind.TONE,
                        true));
        all.addAll(files.list());
        all.addAll(cameras.list());
        return List.copyOf(all);
    }

    /**
     * Opens a source.
     *
     * @throws SourceException when it is not there or can not be shown
     */
    public MediaSource open(SourceSpec spec) throws SourceException {
        if (spec.id().startsWith(SourceSpec.FILE)) {
            return files.open(spec);
        }
        if (spec.id().startsWith(SourceSpec.CAMERA)) {
            return cameras.open(spec);
        }
        return new PatternSource(spec, epochMs);
    }

    /**
     * A small picture of a file, JPEG.
     *
     * @throws SourceException when it is not there or has no picture
     */
    public byte[] thumbnail(String id) throws SourceException {
        if (id.startsWith(SourceSpec.FILE)) {
            return files.thumbnail(id);
        }
        throw new SourceException(new SourceProblem.Unknown("only files have thumbnails"));
    }
}
