package dev.webrtclab.mediapeer.control;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import org.jboss.logging.Logger;

/** One log line per life-cycle fact: a fixed phrase, then its fields. */
public final class NoteLog implements NoteSink {
    private static final Logger LOG = Logger.getLogger("dev.webrtclab.mediapeer.life");

    @Override
    public void note(Note note) {
        switch (note) {
            case Note.PeerStarted(var peer, var room, var source) ->
                    LOG.infof("peer started peer=%s room=%s source=%s", peer, room, source);
            case Note.PeerStopped(var peer, var reason) ->
                    LOG.infof("peer stopped peer=%s reason=%s", peer, reason);
            case Note.SourceShown(var peer, var source) ->
                    LOG.infof("source shown peer=%s source=%s", peer, source);
            case Note.SourceNotShown(var peer, var source, var code, var detail) ->
                    LOG.infof(
                            "source not shown peer=%s source=%s code=%s detail=%s",
                            peer, source, code.slug(), detail);
            case Note.SessionStarted(var session, var worker) ->
                    LOG.infof("session started session=%s worker=%d", session, worker);
            case Note.Answered(var session, var took) ->
                    LOG.infof("offer answered session=%s ms=%d", session, took.toMillis());
            case Note.SessionEnded(var session, var worker, var reason) ->
                    LOG.infof(
                            "session ended session=%s worker=%d reason=%s",
                            session, worker, reason);
            case Note.Refused(var peer, var remote, var code, var detail, _) ->
                    LOG.infof(
                            "message refused peer=%s remote=%s code=%s detail=%s",
                            peer, remote, code.slug(), detail);
            case Note.WorkerReady(var worker, var pid, var took) ->
                    LOG.infof("worker ready worker=%d pid=%d ms=%d", worker, pid, took.toMillis());
            case Note.WorkerCrashed(var worker, var exitCode, var why, var sessions) ->
                    LOG.warnf(
                            "worker crashed worker=%d status=%s sessions=%d why=%s",
                            worker, exitCode == null ? "killed" : exitCode, sessions, why);
            case Note.WorkerStartFailed(var worker, var why, var pause) ->
                    LOG.errorf(
                            "worker did not start worker=%d retry_ms=%d why=%s",
                            worker, pause.toMillis(), why);
            case Note.WorkerRetired(var worker, var why) ->
                    LOG.infof("worker retired worker=%d why=%s", worker, why);
            case Note.WorkerEnded(var worker, var exitCode) ->
                    LOG.infof("worker ended worker=%d status=%d", worker, exitCode);
            case Note.MediaSent _ -> {}
        }
    }

    @Override
    public void malformedLine() {}
}
