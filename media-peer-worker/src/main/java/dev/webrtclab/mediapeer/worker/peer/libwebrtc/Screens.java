package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceBroke;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceOver;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceRejected;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceShown;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.Waitlist.Continuation;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.Waitlist.Waiting;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.PatternSource;
import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.Seating;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is on the screens, and who watches them. A source that takes time to open is opened
 * elsewhere and shown when it is ready. Used on the {@link RtcThread} only; viewers are told later,
 * never from inside a call.
 */
final class Screens {
    /** As many as a worker has connections in the usual configuration, twice. */
    private static final int MOST = 16;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final PeerConnectionFactory factory;
    private final RtcThread thread;
    private final NativeScope scope;
    private final SourceOpener opener;
    private final Seating<LibwebrtcPeer> seating = new Seating<>(MOST);
    private final List<Screen> screens = new ArrayList<>();
    private final Waitlist waitlist = new Waitlist();

    Screens(
            PeerConnectionFactory factory,
            RtcThread thread,
            NativeScope scope,
            SourceOpener opener) {
        this.factory = factory;
        this.thread = thread;
        this.scope = scope;
        this.opener = opener;
        screen(0).show(pattern(SourceSpec.STANDARD));
        thread.every(TICK, this::tick);
    }

    /** What a new connection sends. */
    NativeScreen join(LibwebrtcPeer viewer, Wish wish) {
        Program program = wish.program();
        OptionalInt found = seating.find(program);
        OptionalInt place = found.isPresent() ? found : seating.place(program);
        if (place.isEmpty()) {
            watch(viewer, 0);
            tell(viewer, new SourceBroke(program.spec().id(), allScreensUsed()));
            tellShown(viewer);
            return screen(0).tracks;
        }
        int number = place.getAsInt();
        watch(viewer, number);
        if (found.isPresent()) {
            if (screen(number).shape != null) {
                adjust(number, wish);
                tellShown(viewer);
            } else {
                await(new Waiting(viewer, wish, true));
            }
        } else if (program.spec().isComputed()) {
            screen(number).show(pattern(program.spec()));
            tellShown(viewer);
        } else {
            screen(number).show(null);
            await(new Waiting(viewer, wish, true));
        }
        return screen(number).tracks;
    }

    /** Shows something else to a connection. */
    void change(LibwebrtcPeer viewer, Wish wish) {
        forget(viewer, "another source was chosen meanwhile");
        Program program = wish.program();
        OptionalInt found = seating.find(program);
        if (found.isPresent() && screen(found.getAsInt()).shape != null) {
            adjust(found.getAsInt(), wish);
            move(viewer, found.getAsInt());
        } else if (program.spec().isComputed()) {
            put(program, pattern(program.spec()), List.of(new Waiting(viewer, wish, false)));
        } else {
            await(new Waiting(viewer, wish, false));
        }
    }

    /** A connection ended. */
    void leave(LibwebrtcPeer viewer) {
        forget(viewer, "the connection ended");
        OptionalInt seat = seating.seat(viewer);
        seating.leave(viewer, System.nanoTime());
        seat.ifPresent(this::look);
    }

    /** Draws a frame at once on the screen of a viewer. */
    void showNow(LibwebrtcPeer viewer) {
        seating.seat(viewer).ifPresent(number -> screen(number).frames.showNow());
    }

    private void await(Waiting waiting) {
        Program program = waiting.wish().program();
        if (waitlist.add(waiting)) {
            opener.open(
                    program.spec(),
                    source -> opened(program, source),
                    problem -> failed(program, problem));
        }
    }

    private void opened(Program program, MediaSource source) {
        List<Waiting> waiting = waitlist.take(program);
        OptionalInt place = seating.find(program);
        boolean watched = place.isPresent() && !seating.viewers(place.getAsInt()).isEmpty();
        if (watched || !waiting.isEmpty()) {
            put(program, source, waiting);
        } else {
            opener.close(source);
        }
    }

    /** Puts a source on its screen and lets those see it who waited. */
    private void put(Program program, MediaSource source, List<Waiting> waiting) {
        OptionalInt found = seating.find(program);
        OptionalInt place = found.isPresent() ? found : seating.place(program);
        if (place.isEmpty()) {
            opener.close(source);
            waiting.forEach(
                    one -> tell(one.viewer(), new SourceRejected(source.id(), allScreensUsed())));
            return;
        }
        int number = place.getAsInt();
        Screen screen = screen(number);
        Continuation continuation = continuation(waiting);
        screen.loops = continuation.loops();
        source.loop(screen.loops);
        if (continuation.positionMs() > 0) {
            source.seek(continuation.positionMs(), System.nanoTime());
        }
        screen.show(source);
        seating.viewers(number).forEach(this::tellShown);
        for (Waiting one : waiting) {
            if (!one.onScreen()) {
                move(one.viewer(), number);
            }
        }
    }

    /** The same source in another size goes on where it was. */
    private Continuation continuation(List<Waiting> waiting) {
        Continuation continuation = Continuation.START;
        for (Waiting one : waiting) {
            OptionalInt seat = seating.seat(one.viewer());
            Program shown = seat.isPresent() ? seating.program(seat.getAsInt()) : null;
            if (shown != null && shown.isSameAs(one.wish().program()) && !one.onScreen()) {
                Screen former = screen(seat.getAsInt());
                continuation = new Continuation(former.frames.positionMs(), former.loops);
            }
        }
        for (Waiting one : waiting) {
            continuation = continuation.with(one.wish());
        }
        return continuation;
    }

    private void failed(Program program, SourceProblem problem) {
        for (Waiting one : waitlist.take(program)) {
            if (!one.onScreen()) {
                tell(one.viewer(), new SourceRejected(program.spec().id(), problem));
            }
        }
        OptionalInt place = seating.find(program);
        if (place.isPresent() && screen(place.getAsInt()).shape == null) {
            MediaSource instead = pattern(SourceSpec.STANDARD);
            screen(place.getAsInt()).show(instead);
            gaveWay(place.getAsInt(), program.spec().id(), problem, instead);
        }
    }

    private void gaveWay(int number, String id, SourceProblem problem, MediaSource instead) {
        Screen screen = screen(number);
        seating.change(number, Program.STANDARD);
        screen.shape = instead.shape();
        for (LibwebrtcPeer viewer : seating.viewers(number)) {
            tell(viewer, new SourceBroke(id, problem));
            viewer.limit(instead.shape());
            tellShown(viewer);
        }
    }

    /** Position and repetition of what is on a screen already. */
    private void adjust(int number, Wish wish) {
        Screen screen = screen(number);
        if (wish.loop() != null) {
            screen.loops = wish.loop();
            screen.frames.loop(screen.loops);
        }
        if (wish.positionMs() != null) {
            screen.frames.seek(wish.positionMs());
        }
    }

    private void move(LibwebrtcPeer viewer, int number) {
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

    private void watch(LibwebrtcPeer viewer, int number) {
        seating.watch(viewer, number, System.nanoTime());
        look(number);
    }

    /** Frames are drawn while somebody watches. */
    private void look(int number) {
        screen(number).frames.watched(!seating.viewers(number).isEmpty());
    }

    private void tellShown(LibwebrtcPeer viewer) {
        OptionalInt seat = seating.seat(viewer);
        Program program = seat.isPresent() ? seating.program(seat.getAsInt()) : null;
        Shape shape = seat.isPresent() ? screen(seat.getAsInt()).shape : null;
        if (program != null && shape != null) {
            viewer.limit(shape);
            tell(viewer, new SourceShown(program.spec().id(), shape));
        }
    }

    private void tell(LibwebrtcPeer viewer, SourceObservation observation) {
        thread.execute(() -> viewer.observe(observation));
    }

    private void forget(LibwebrtcPeer viewer, String why) {
        for (Waiting one : waitlist.forget(viewer)) {
            if (!one.onScreen()) {
                String source = one.wish().program().spec().id();
                tell(viewer, new SourceRejected(source, new SourceProblem.Gone(why)));
            }
        }
    }

    private void tick() {
        for (int number : seating.clear(System.nanoTime())) {
            screen(number).show(null);
        }
    }

    private Screen screen(int number) {
        while (screens.size() <= number) {
            int next = screens.size();
            NativeScreen tracks = new NativeScreen(next, factory, thread, scope);
            FrameSource frames = new FrameSource(tracks, new Happenings(next, thread, this));
            scope.own(frames, frames::close);
            screens.add(new Screen(tracks, frames));
        }
        return screens.get(number);
    }

    private static MediaSource pattern(SourceSpec spec) {
        return new PatternSource(spec, System::currentTimeMillis);
    }

    private static SourceProblem allScreensUsed() {
        return new SourceProblem.Unavailable(
                "this worker shows " + MOST + " different sources already");
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
