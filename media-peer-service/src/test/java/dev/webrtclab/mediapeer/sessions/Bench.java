package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.SOURCES;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.start;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A core under test with a clock that goes on when told. */
final class Bench {
    final Sessions sessions;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Bench(SessionLimits limits) {
        this.sessions = new Sessions(limits, SOURCES, AdvertisedAddresses.unchanged());
    }

    /** What followed from one command. */
    record Outcome(List<SessionEffect> all) {
        List<PeerToSignaling> told() {
            return of(SessionEffect.Tell.class).stream().map(SessionEffect.Tell::message).toList();
        }

        List<WorkerCommand> commands() {
            return of(SessionEffect.Command.class).stream()
                    .map(SessionEffect.Command::command)
                    .toList();
        }

        List<String> refusals() {
            return told().stream()
                    .filter(PeerToSignaling.Refused.class::isInstance)
                    .map(message -> ((PeerToSignaling.Refused) message).code())
                    .toList();
        }

        List<Integer> started() {
            return of(SessionEffect.StartWorker.class).stream()
                    .map(SessionEffect.StartWorker::worker)
                    .toList();
        }

        List<Integer> killed() {
            return of(SessionEffect.KillWorker.class).stream()
                    .map(SessionEffect.KillWorker::worker)
                    .toList();
        }

        <T extends SessionEffect.Note> List<T> notes(Class<T> kind) {
            return of(SessionEffect.Noted.class).stream()
                    .map(SessionEffect.Noted::note)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }

        private <T> List<T> of(Class<T> kind) {
            return all.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    Outcome apply(SessionCommand command) {
        return new Outcome(sessions.apply(command, now));
    }

    Outcome from(SignalingToPeer message) {
        return apply(new SessionCommand.FromSignaling(message));
    }

    Outcome worker(int id, WorkerEvent event) {
        return apply(new SessionCommand.FromWorker(id, event));
    }

    Outcome exit(int id, int status) {
        return apply(new SessionCommand.WorkerExited(id, status, "last words"));
    }

    Outcome tick() {
        return apply(new SessionCommand.Tick());
    }

    /** Time goes on in steps of a quarter of a second, the given workers being alive. */
    Outcome pass(Duration time, int... alive) {
        Instant end = now.plus(time);
        List<SessionEffect> all = new java.util.ArrayList<>();
        while (now.isBefore(end)) {
            now = now.plusMillis(250);
            for (int id : alive) {
                all.addAll(worker(id, new WorkerEvent.Resources(0, 0, 1000)).all());
            }
            all.addAll(tick().all());
        }
        return new Outcome(all);
    }

    /** Time goes on without anybody of us running. */
    void pause(Duration time) {
        now = now.plus(time);
    }

    void twoWorkers() {
        tick();
        worker(1, new WorkerEvent.Ready(101));
        worker(2, new WorkerEvent.Ready(102));
    }

    void call(String peer, String remote) {
        twoWorkers();
        from(start(peer));
        from(offer(peer, remote));
        String session = peer + "/" + remote + "#1";
        worker(1, new WorkerEvent.Answer(session, "v=0\r\n"));
    }
}
