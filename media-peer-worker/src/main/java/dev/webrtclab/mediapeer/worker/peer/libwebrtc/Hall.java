package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceBroke;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceOver;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceShown;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.Seating;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The screens and those who sit before them, who are told what they see. Used on the {@link
 * RtcThread} only; viewers are told later, never from inside a call.
 */
final class Hall {
    private final PeerConnectionFactory factory;
    private final RtcThread thread;
    private final NativeScope scope;
    private final Seating<LibwebrtcPeer> seating;
    private final List<Screen> screens = new ArrayList<>();

    /**
     * @param most screens there may be
     */
    Hall(int most, PeerConnectionFactory factory, RtcThread thread, NativeScope scope) {
        this.seating = new Seating<>(most);
        this.factory = factory;
        this.thread = thread;
        this.scope = scope;
    }

    /** A screen by its number, made when it is asked for first. */
    Screen screen(int number) {
        while (screens.size() <= number) {
            int next = screens.size();
            NativeScreen tracks = new NativeScreen(next, factory, thread, scope);
            FrameSource frames = new FrameSource(tracks, new Happenings(next, thread, this));
            scope.own(frames, frames::close);
            screens.add(new Screen(tracks, frames));
        }
        return screens.get(number);
    }

    /** The screen that shows a program. */
    OptionalInt find(Program program) {
        return seating.find(program);
    }

    /** Gives a program a screen, as {@link Seating#place} does. */
    OptionalInt place(Program program) {
        return seating.place(program);
    }

    /**
     * The screen that has the device of a program in another size gives it back and waits for the
     * program, as do all who watch it; they keep its last picture until then.
     */
    void giveBackDevice(Program program) {
        OptionalInt device = seating.findDevice(program);
        if (device.isPresent()) {
            seating.change(device.getAsInt(), program);
            screen(device.getAsInt()).show(null);
        }
    }

    /** The screen that a viewer watches. */
    OptionalInt seat(LibwebrtcPeer viewer) {
        return seating.seat(viewer);
    }

    /** Whether a viewer watches this screen. */
    boolean isSeated(LibwebrtcPeer viewer, int number) {
        return seating.viewers(number).contains(viewer);
    }

    /** What a screen shows; {@code null}: nothing. */
    @Nullable Program program(int number) {
        return seating.program(number);
    }

    boolean isWatched(int number) {
        return !seating.viewers(number).isEmpty();
    }

    void watch(LibwebrtcPeer viewer, int number) {
        seating.watch(viewer, number, System.nanoTime());
        look(number);
    }

    /** Frames are drawn while somebody watches. */
    private void look(int number) {
        screen(number).frames.watched(isWatched(number));
    }

    /** A viewer that watches something sees another screen from now on. */
    void move(LibwebrtcPeer viewer, int number) {
        OptionalInt former = seating.seat(viewer);
        if (former.isEmpty()) {
            return;
        }
        if (former.getAsInt() != number) {
            watch(viewer, number);
            look(former.getAsInt());
            viewer.send(screen(number).tracks);
        }
        tellShown(viewer);
        screen(number).frames.showNow();
    }

    /** A viewer watches nothing any more. */
    void leave(LibwebrtcPeer viewer) {
        OptionalInt seat = seating.seat(viewer);
        seating.leave(viewer, System.nanoTime());
        seat.ifPresent(this::look);
    }

    /** Draws a frame at once on the screen of a viewer. */
    void showNow(LibwebrtcPeer viewer) {
        seating.seat(viewer).ifPresent(number -> screen(number).frames.showNow());
    }

    /** Position and repetition of what is on a screen already. */
    void adjust(int number, Wish wish) {
        Screen screen = screen(number);
        if (wish.loop() != null) {
            screen.loops = wish.loop();
            screen.frames.loop(screen.loops);
        }
        if (wish.positionMs() != null) {
            screen.frames.seek(wish.positionMs());
        }
    }

    /** What a screen should have shown is not to be had: it shows something else. */
    void gaveWay(int number, String id, SourceProblem problem, MediaSource instead) {
        Screen screen = screen(number);
        seating.change(number, Program.STANDARD);
        screen.shape = instead.shape();
        for (LibwebrtcPeer viewer : seating.viewers(number)) {
            tell(viewer, new SourceBroke(id, problem));
            viewer.limit(instead.shape());
            tellShown(viewer);
        }
    }

    /** Takes away what nobody watched for a while. */
    void clear() {
        for (int number : seating.clear(System.nanoTime())) {
            screen(number).show(null);
        }
    }

    /** All viewers of a screen hear what it shows. */
    void tellAllShown(int number) {
        seating.viewers(number).forEach(this::tellShown);
    }

    void tellShown(LibwebrtcPeer viewer) {
        OptionalInt seat = seating.seat(viewer);
        Program program = seat.isPresent() ? seating.program(seat.getAsInt()) : null;
        Shape shape = seat.isPresent() ? screen(seat.getAsInt()).shape : null;
        if (program != null && shape != null) {
            viewer.limit(shape);
            tell(viewer, new SourceShown(program.spec().id(), shape));
        }
    }

    void tell(LibwebrtcPeer viewer, SourceObservation observation) {
        thread.execute(() -> viewer.observe(observation));
    }

    /** A source came to its end. */
    void ended(int number, String source) {
        if (isOn(number, source)) {
            seating.viewers(number).forEach(viewer -> tell(viewer, new SourceOver(source)));
        }
    }

    /** A source failed, and its screen shows something else. */
    void failed(int number, String source, SourceProblem problem, MediaSource instead) {
        if (isOn(number, source)) {
            gaveWay(number, source, problem, instead);
        }
    }

    private boolean isOn(int number, String source) {
        Program program = seating.program(number);
        return program != null && program.spec().id().equals(source);
    }
}
