package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.source.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for sources that are being opened. Used on the {@link RtcThread} only. */
final class Waitlist {
    private final Map<Program, List<Waiting>> opening = new LinkedHashMap<>();

    /** Somebody who waits; {@code onScreen}: it watches the empty screen already. */
    record Waiting(LibwebrtcPeer viewer, Wish wish, boolean onScreen) {}

    /** Where a source begins, and whether it repeats. */
    record Continuation(long positionMs, boolean loops) {
        static final Continuation START = new Continuation(0, true);

        /** What a wish says is done; what it leaves open stays. */
        Continuation with(Wish wish) {
            Long position = wish.positionMs();
            Boolean again = wish.loop();
            return new Continuation(
                    position == null ? positionMs : position, again == null ? loops : again);
        }
    }

    /** Waits; {@code true}: it is the first, so that the source has to be opened. */
    boolean add(Waiting waiting) {
        List<Waiting> others = opening.get(waiting.wish().program());
        boolean first = others == null;
        if (first) {
            others = new ArrayList<>();
            opening.put(waiting.wish().program(), others);
        }
        others.add(waiting);
        return first;
    }

    /** Those who waited for a source, which is not being opened any more. */
    List<Waiting> take(Program program) {
        List<Waiting> waiting = opening.remove(program);
        return waiting == null ? List.of() : waiting;
    }

    /** Somebody does not wait any more, for what it waited for. */
    List<Waiting> forget(LibwebrtcPeer viewer) {
        List<Waiting> forgotten = new ArrayList<>();
        for (List<Waiting> waiting : opening.values()) {
            waiting.stream().filter(one -> one.viewer() == viewer).forEach(forgotten::add);
            waiting.removeIf(one -> one.viewer() == viewer);
        }
        return forgotten;
    }
}
