package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.FileName;
import dev.webrtclab.mediapeer.worker.source.Letterbox;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceListing.Kind;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.source.Sources;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder, without those below it. What is no regular file (a link, a pipe) is
 * neither listed nor opened. Files that did not change are not looked into again. Not for several
 * threads at once.
 */
public final class MediaFolder implements Sources.Shelf {
    /** Most files that are listed, by name. */
    static final int MOST_FILES = 150;

    private static final int MOST_LOOKED_AT = 5000;

    /** Files that were not looked into after this time wait for the next list. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private static final int THUMBNAIL_WIDTH = 320;
    private static final int THUMBNAIL_HEIGHT = 180;
    private static final long THUMBNAIL_AT_MS = 5000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final @Nullable Path folder;
    private final LongSupplier clock;
    private final Map<String, Known> known = new HashMap<>();

    private record Found(String name, long size, FileTime changed) {}

    private record Known(Found found, SourceListing listing) {}

    /**
     * A folder.
     *
     * @param folder {@code null}: there is none, and so no files
     */
    public MediaFolder(@Nullable Path folder) {
        this(folder, System::nanoTime);
    }

    /** A folder whose files cost the time of that clock, ns. */
    MediaFolder(@Nullable Path folder, LongSupplier clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public List<SourceListing> list() {
        List<Found> files = files();
        known.keySet().retainAll(files.stream().map(Found::name).toList());
        List<SourceListing> listed = new ArrayList<>();
        long start = System.nanoTime();
        for (Found file : files) {
            Known before = known.get(file.name());
            boolean current = before != null && before.found().equals(file);
            if (!current && System.nanoTime() - start < MOST_NANOS) {
                before = new Known(file, probe(file));
                known.put(file.name(), before);
            }
            if (before != null) {
                listed.add(before.listing());
            }
        }
        return listed;
    }

    private List<Found> files() {
        List<Found> files = new ArrayList<>();
        if (folder == null) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int looked = 0;
            for (Path entry : entries) {
                if (++looked > MOST_LOOKED_AT) {
                    break;
                }
                String name = entry.getFileName().toString();
                BasicFileAttributes attributes = attributes(entry);
                if (FileName.isAllowed(name) && attributes != null && attributes.isRegularFile()) {
                    files.add(new Found(name, attributes.size(), attributes.lastModifiedTime()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // a folder that can not be read has no files
        }
        files.sort(Comparator.comparing(Found::name));
        return files.size() > MOST_FILES ? files.subList(0, MOST_FILES) : files;
    }

    private static @Nullable BasicFileAttributes attributes(Path entry) {
        try {
            return Files.readAttributes(
                    entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return null;
        }
    }

    private SourceListing probe(Found file) {
        String id = SourceSpec.FILE + file.name();
        try (Container container = Container.open(require(id))) {
            AVStream video = container.video();
            if (video != null) {
                new Decoder(video).close();
            }
            OptionalLong duration = container.durationMs();
            double rate = video == null ? 0 : container.rate(video);
            return new SourceListing(
                    id,
                    file.name(),
                    Kind.FILE,
                    duration.isPresent() ? (Long) duration.getAsLong() : null,
                    video == null ? null : (Integer) video.codecpar().width(),
                    video == null ? null : (Integer) video.codecpar().height(),
                    rate > 0 ? (Double) rate : null,
                    container.audio() != null,
                    video != null,
                    null);
        } catch (SourceException e) {
            return SourceListing.broken(id, file.name(), Kind.FILE, e.problem());
        }
    }

    @Override
    public MediaSource open(SourceSpec spec) throws SourceException {
        return FileSource.open(require(spec.id()), spec, clock);
    }

    @Override
    public byte[] thumbnail(String id) throws SourceException {
        Path file = require(id);
        int width = THUMBNAIL_WIDTH;
        int height = THUMBNAIL_HEIGHT;
        try (Container container = Container.open(file)) {
            AVStream video = container.video();
            if (video == null) {
                throw new SourceException(
                        new SourceProblem.Undecodable("there is no picture in it"));
            }
            Letterbox box =
                    Letterbox.fit(
                            Math.max(1, video.codecpar().width()),
                            Math.max(1, video.codecpar().height()),
                            1,
                            width,
                            height);
            try (Packets packets = new Packets(container, video, null);
                    VideoReader reader =
                            new VideoReader(container, new Decoder(video), packets, clock).begin();
                    Canvas canvas = new Canvas(box.width(), box.height())) {
                long middle =
                        Math.min(THUMBNAIL_AT_MS, container.durationMs().orElse(0) / 2) * 1_000_000;
                long at = middle > 0 && container.seek(middle) ? middle : 0;
                reader.advance(at, SECOND_NANOS);
                if (reader.dueNanos() < 0 && !reader.atEnd()) {
                    throw new SourceException(
                            new SourceProblem.TooCostly(
                                    "none of its pictures is decoded within a second"));
                }
                if (reader.dueNanos() < 0 || !canvas.take(reader.due())) {
                    throw new SourceException(
                            new SourceProblem.Undecodable(
                                    "there is no picture in it that can be decoded"));
                }
                return Jpeg.of(canvas.image());
            }
        }
    }

    private Path require(String id) throws SourceException {
        String name = id.substring(SourceSpec.FILE.length());
        if (folder == null) {
            throw new SourceException(
                    new SourceProblem.Unknown("this media peer has no folder with files"));
        }
        if (!FileName.isAllowed(name)) {
            throw new SourceException(new SourceProblem.Unknown("this is no name of a file"));
        }
        return folder.resolve(name);
    }
}
