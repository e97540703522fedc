package dev.webrtclab.mediapeer.worker.source.ffmpeg;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;

/** The cameras of the machine: {@code /dev/videoN} of Video4Linux that can capture. */
public final class Cameras implements Sources.Shelf {
    private static final int MOST = 16;

    private final Path devices;

    /**
     * Cameras below a folder of devices.
     *
     * @param devices {@code /dev}
     */
    public Cameras(Path devices) {
        this.devices = devices;
    }

    @Override
    public List<SourceListing> list() {
        List<SourceListing> listed = new ArrayList<>();
        Map<Integer, Path> nodes = nodes();
        if (nodes.isEmpty()) {
            return listed;
        }
        try {
            Ffmpeg.requireDevices();
        } catch (SourceException e) {
            nodes.keySet()
                    .forEach(
                            number ->
                                    listed.add(
                                            SourceListing.broken(
                                                    SourceSpec.CAMERA + number,
                                                    "Camera " + number,
                                                    Kind.CAMERA,
                                                    e.problem())));
            return listed;
        }
        Map<String, String> capturing = capturing();
        nodes.forEach(
                (number, node) -> {
                    String label = capturing.get(node.toString());
                    if (label != null) {
                        listed.add(
                                new SourceListing(
                                        SourceSpec.CAMERA + number,
                                        label,
                                        Kind.CAMERA,
                                        null,
                                        null,
                                        null,
                                        null,
                                        false,
                                        false,
                                        null));
                    }
                });
        return listed;
    }

    private Map<Integer, Path> nodes() {
        Map<Integer, Path> nodes = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "video*")) {
            for (Path node : found) {
                String number = node.getFileName().toString().substring("video".length());
                if (number.matches("\\d{1,2}") && nodes.size() < MOST) {
                    nodes.put(Integer.parseInt(number), node);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // no devices can be seen
        }
        return nodes;
    }

    /** Devices that say that they capture, with their names; a camera has other devices too. */
    private static Map<String, String> capturing() {
        Map<String, String> names = new TreeMap<>();
        AVInputFormat format = avformat.av_find_input_format("v4l2");
        AVDeviceInfoList found = new AVDeviceInfoList(null);
        int count =
                avdevice.avdevice_list_input_sources(
                        format, (String) null, (AVDictionary) null, found);
        if (count >= 0 && !found.isNull()) {
            for (int i = 0; i < found.nb_devices(); i++) {
                names.put(
                        found.devices(i).device_name().getString(),
                        printable(found.devices(i).device_description().getString()));
            }
            avdevice.avdevice_free_list_devices(found);
        }
        return names;
    }

    private static String printable(String name) {
        String plain = name.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }

    @Override
    public MediaSource open(SourceSpec spec) throws SourceException {
        int number = Integer.parseInt(spec.id().substring(SourceSpec.CAMERA.length()));
        Map<Integer, Path> nodes = nodes();
        Path node = nodes.get(number);
        if (node == null) {
            throw new SourceException(
                    new SourceProblem.Unknown(
                            nodes.isEmpty() ? "no camera here" : "no camera of this number here"));
        }
        return CameraSource.open(node, spec);
    }

    @Override
    public byte[] thumbnail(String id) throws SourceException {
        throw new SourceException(new SourceProblem.Unknown("cameras have no thumbnails"));
    }
}
