package dev.webrtclab.mediapeer.worker.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which screen shows which program, and who watches it. Screens are never given back (the native
 * library can not), so there are few of them, made when they are needed and used again. The first
 * one keeps the standard program. Not for several threads at once.
 *
 * @param <V> a viewer
 */
public final class Seating<V> {
    /**
     * How long a program without viewers keeps its screen, and its position, unless it is needed.
     */
    public static final long PATIENCE_NANOS = 30_000_000_000L;

    private final int most;
    private final List<Screen<V>> screens = new ArrayList<>();
    private final Map<V, Screen<V>> seats = new HashMap<>();

    private static final class Screen<V> {
        private final int number;
        private final Set<V> viewers = new HashSet<>();
        private @Nullable Program program;
        private long emptySince;

        Screen(int number) {
            this.number = number;
        }
    }

    /**
     * No viewers yet, and one screen with the standard program.
     *
     * @param most screens there may be
     */
    public Seating(int most) {
        this.most = most;
        Screen<V> first = new Screen<>(0);
        first.program = Program.STANDARD;
        screens.add(first);
    }

    /** The screen that shows a program. */
    public OptionalInt find(Program program) {
        return screens.stream()
                .filter(screen -> program.equals(screen.program))
                .mapToInt(screen -> screen.number)
                .findFirst();
    }

    /** The screen that has the same device in another size: it can not be on a second one. */
    public OptionalInt findDevice(Program program) {
        return screens.stream()
                .filter(screen -> program.spec().isDevice() && screen.program != null)
                .filter(screen -> program.isSameAs(screen.program))
                .mapToInt(screen -> screen.number)
                .findFirst();
    }

    /**
     * Gives a program a screen: the one that has its device, whoever watches that; an unused one, a
     * new one, or the one without viewers for longest.
     *
     * @return its number, the number of screens if it has to be made; empty: all are watched
     */
    public OptionalInt place(Program program) {
        OptionalInt device = findDevice(program);
        if (device.isPresent()) {
            change(device.getAsInt(), program);
            return device;
        }
        Screen<V> unused = oldestEmpty(false);
        if (unused == null && screens.size() < most) {
            unused = new Screen<>(screens.size());
            screens.add(unused);
        }
        if (unused == null) {
            unused = oldestEmpty(true);
        }
        if (unused == null) {
            return OptionalInt.empty();
        }
        unused.program = program;
        return OptionalInt.of(unused.number);
    }

    private @Nullable Screen<V> oldestEmpty(boolean programToo) {
        Screen<V> oldest = null;
        for (Screen<V> screen : screens.subList(1, screens.size())) {
            boolean fits = screen.viewers.isEmpty() && programToo == (screen.program != null);
            if (fits && (oldest == null || screen.emptySince < oldest.emptySince)) {
                oldest = screen;
            }
        }
        return oldest;
    }

    /** Another program is on a screen. */
    public void change(int number, Program program) {
        screens.get(number).program = program;
    }

    /** A viewer watches this screen from now on, and no other. */
    public void watch(V viewer, int number, long nowNanos) {
        leave(viewer, nowNanos);
        Screen<V> screen = screens.get(number);
        screen.viewers.add(viewer);
        seats.put(viewer, screen);
    }

    /** A viewer watches nothing any more. */
    public void leave(V viewer, long nowNanos) {
        Screen<V> screen = seats.remove(viewer);
        if (screen != null) {
            screen.viewers.remove(viewer);
            screen.emptySince = nowNanos;
        }
    }

    /** The screen that a viewer watches. */
    public OptionalInt seat(V viewer) {
        Screen<V> screen = seats.get(viewer);
        return screen == null ? OptionalInt.empty() : OptionalInt.of(screen.number);
    }

    /** What a screen shows; {@code null}: nothing. */
    public @Nullable Program program(int number) {
        return screens.get(number).program;
    }

    /** Who watches a screen. */
    public Set<V> viewers(int number) {
        return Set.copyOf(screens.get(number).viewers);
    }

    /** Takes the programs away that nobody watched for a while, and answers their screens. */
    public List<Integer> clear(long nowNanos) {
        List<Integer> cleared = new ArrayList<>();
        for (Screen<V> screen : screens.subList(1, screens.size())) {
            if (screen.program != null
                    && screen.viewers.isEmpty()
                    && nowNanos - screen.emptySince >= PATIENCE_NANOS) {
                screen.program = null;
                cleared.add(screen.number);
            }
        }
        return cleared;
    }
}
