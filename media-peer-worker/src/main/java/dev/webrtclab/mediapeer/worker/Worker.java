package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.Sessions;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.LibwebrtcPeers;
import dev.webrtclab.mediapeer.worker.peer.libwebrtc.RtcThread;
import dev.webrtclab.mediapeer.worker.pipe.EventWriter;
import dev.webrtclab.mediapeer.worker.source.Sources;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Joins the sessions, the library, the clock and the pipe; ends the process. */
final class Worker {
    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Longest time for giving back natives; some threads of the library would never end. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final RtcThread thread = new RtcThread();
    private final EventWriter events;
    private final LibwebrtcPeers peers;
    private final Sessions sessions;
    private final Librarian librarian;

    /** Loads the library and says that it is ready. */
    Worker(EventWriter events, boolean checkTurnTls, Sources sources) {
        this.events = events;
        this.peers = new LibwebrtcPeers(thread, checkTurnTls, sources);
        this.librarian = new Librarian(sources, events::write);
        this.sessions =
                new Sessions(
                        peers, events::write, thread::later, Moment::now, System.Logger.Level.INFO);
        new WarmUp(thread, peers).run();
        events.write(new WorkerEvent.Ready(ProcessHandle.current().pid()));
        thread.every(SECOND, this::tick);
    }

    void command(WorkerCommand command) {
        switch (command) {
            case WorkerCommand.OfSession ofSession ->
                    thread.execute(() -> sessions.command(ofSession));
            case WorkerCommand.ListSources() -> librarian.list();
            case WorkerCommand.Thumbnail(var source) -> librarian.thumbnail(source);
            case WorkerCommand.Shutdown() -> shutdown();
        }
    }

    /** Closes everything in order and ends the process, at the latest after five seconds. */
    void shutdown() {
        librarian.close();
        CountDownLatch done = new CountDownLatch(1);
        thread.execute(
                () -> {
                    sessions.closeAll();
                    events.close();
                    peers.close();
                    done.countDown();
                });
        thread.close();
        try {
            if (!done.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the media engine does not end: halt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private void tick() {
        sessions.tick();
        events.write(
                new WorkerEvent.Resources(
                        sessions.open(), sessions.served(), ProcessMemory.residentBytes()));
    }
}
