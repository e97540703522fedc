package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceBroke;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceRejected;
import dev.webrtclab.mediapeer.worker.peer.Wish;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.Waitlist.Continuation;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.Waitlist.Waiting;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.PatternSource;
import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which source is on which screen, as viewers wish. A source that takes time to open is opened
 * elsewhere and shown when it is ready. A camera can be open once: the last wish for its size holds
 * for all who watch it. Used on the {@link RtcThread} only; viewers are told later, never from
 * inside a call.
 */
final class Screens {
    /** As many as a worker has connections in the usual configuration, twice. */
    private static final int MOST = 16;

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SourceOpener opener;
    private final Hall hall;
    private final Waitlist waitlist = new Waitlist();

    Screens(
            PeerConnectionFactory factory,
            RtcThread thread,
            NativeScope scope,
            SourceOpener opener) {
        this.opener = opener;
        this.hall = new Hall(MOST, factory, thread, scope);
        hall.screen(0).show(pattern(SourceSpec.STANDARD));
        thread.every(TICK, hall::clear);
    }

    /** What a new connection sends. */
    NativeScreen join(LibwebrtcPeer viewer, Wish wish) {
        Program program = wish.program();
        OptionalInt found = hall.find(program);
        OptionalInt place = found.isPresent() ? found : hall.place(program);
        if (place.isEmpty()) {
            hall.watch(viewer, 0);
            hall.tell(viewer, new SourceBroke(program.spec().id(), allScreensUsed()));
            hall.tellShown(viewer);
            return hall.screen(0).tracks;
        }
        int number = place.getAsInt();
        hall.watch(viewer, number);
        if (found.isPresent()) {
            if (hall.screen(number).shape != null) {
                hall.adjust(number, wish);
                hall.tellShown(viewer);
            } else {
                await(new Waiting(viewer, wish, true));
            }
        } else if (program.spec().isComputed()) {
            hall.screen(number).show(pattern(program.spec()));
            hall.tellShown(viewer);
        } else {
            hall.screen(number).show(null);
            await(new Waiting(viewer, wish, true));
        }
        return hall.screen(number).tracks;
    }

    /** Shows something else to a connection. */
    void change(LibwebrtcPeer viewer, Wish wish) {
        forget(viewer, "another source was chosen meanwhile");
        Program program = wish.program();
        OptionalInt found = hall.find(program);
        if (found.isPresent() && hall.screen(found.getAsInt()).shape != null) {
            hall.adjust(found.getAsInt(), wish);
            hall.move(viewer, found.getAsInt());
        } else if (program.spec().isComputed()) {
            put(program, pattern(program.spec()), List.of(new Waiting(viewer, wish, false)));
        } else {
            if (found.isEmpty()) {
                hall.giveBackDevice(program);
            }
            await(new Waiting(viewer, wish, false));
        }
    }

    /** A connection ended. */
    void leave(LibwebrtcPeer viewer) {
        forget(viewer, "the connection ended");
        hall.leave(viewer);
    }

    /** Draws a frame at once on the screen of a viewer. */
    void showNow(LibwebrtcPeer viewer) {
        hall.showNow(viewer);
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
        OptionalInt place = hall.find(program);
        boolean watched = place.isPresent() && hall.isWatched(place.getAsInt());
        if (watched || !waiting.isEmpty()) {
            put(program, source, waiting);
        } else {
            opener.close(source);
        }
    }

    /** Puts a source on its screen and lets those see it who waited. */
    private void put(Program program, MediaSource source, List<Waiting> waiting) {
        OptionalInt found = hall.find(program);
        OptionalInt place = found.isPresent() ? found : hall.place(program);
        if (place.isEmpty()) {
            opener.close(source);
            waiting.forEach(
                    one ->
                            hall.tell(
                                    one.viewer(),
                                    new SourceRejected(source.id(), allScreensUsed())));
            return;
        }
        int number = place.getAsInt();
        Screen screen = hall.screen(number);
        Continuation continuation = continuation(waiting);
        screen.loops = continuation.loops();
        source.loop(screen.loops);
        screen.show(source);
        if (continuation.positionMs() > 0) {
            screen.frames.seek(continuation.positionMs());
        }
        hall.tellAllShown(number);
        for (Waiting one : waiting) {
            if (!hall.isSeated(one.viewer(), number)) {
                hall.move(one.viewer(), number);
            }
        }
    }

    /** The same source in another size goes on where it was. */
    private Continuation continuation(List<Waiting> waiting) {
        Continuation continuation = Continuation.START;
        for (Waiting one : waiting) {
            OptionalInt seat = hall.seat(one.viewer());
            Program shown = seat.isPresent() ? hall.program(seat.getAsInt()) : null;
            if (shown != null && shown.isSameAs(one.wish().program()) && !one.onScreen()) {
                Screen former = hall.screen(seat.getAsInt());
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
                hall.tell(one.viewer(), new SourceRejected(program.spec().id(), problem));
            }
        }
        OptionalInt place = hall.find(program);
        if (place.isPresent() && hall.screen(place.getAsInt()).shape == null) {
            MediaSource instead = pattern(SourceSpec.STANDARD);
            hall.screen(place.getAsInt()).show(instead);
            hall.gaveWay(place.getAsInt(), program.spec().id(), problem, instead);
        }
    }

    private void forget(LibwebrtcPeer viewer, String why) {
        for (Waiting one : waitlist.forget(viewer)) {
            if (!one.onScreen()) {
                String source = one.wish().program().spec().id();
                hall.tell(viewer, new SourceRejected(source, new SourceProblem.Gone(why)));
            }
        }
    }

    private static MediaSource pattern(SourceSpec spec) {
        return new PatternSource(spec, System::currentTimeMillis);
    }

    private static SourceProblem allScreensUsed() {
        return new SourceProblem.Unavailable(
                "this worker shows " + MOST + " different sources already");
    }
}
