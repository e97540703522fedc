package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What peers show. A peer changes on all its connections or on none: if one can not, the others are
 * set back. While it changes, only the last further wish is kept, so that a flood of wishes reaches
 * the workers one at a time.
 */
final class SourceSide {
    /** How long workers may take; below the patience of the signaling service. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PeerRegistry peers;
    private final Workers workers;
    private final SourceList sources;

    SourceSide(PeerRegistry peers, Workers workers, SourceList sources) {
        this.peers = peers;
        this.workers = workers;
        this.sources = sources;
    }

    /** What the signaling service asks; each wish is answered once. */
    void wish(SignalingToPeer.SetSource wish, Instant now, Effects out) {
        Peer peer = peers.find(wish.peerId());
        try {
            if (peer == null) {
                throw new RefusedException(
                        ErrorCode.PEER_UNKNOWN, "this media peer does not run any more");
            }
            sources.require(wish.source());
            SourceChoice choice = choice(wish);
            if (peer.change == null) {
                begin(peer, choice, now, out);
            } else {
                if (peer.nextChoice != null) {
                    refuse(peer.id, peer.nextChoice.source(), overtaken(), out);
                }
                peer.nextChoice = choice;
            }
        } catch (RefusedException e) {
            refuse(wish.peerId(), wish.source(), e.refusal(), out);
        }
    }

    private static SourceChoice choice(SignalingToPeer.SetSource wish) throws RefusedException {
        try {
            return wish.choice();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static Refusal overtaken() {
        return new Refusal(ErrorCode.SOURCE_FAILED, "another choice came after it");
    }

    private void begin(Peer peer, SourceChoice choice, Instant now, Effects out) {
        var change = new SourceChange(choice, now.plus(PATIENCE));
        peer.change = change;
        for (Connection connection : peer.showing()) {
            change.waiting.add(connection.id.toString());
            set(connection, choice, out);
        }
    }

    private void set(Connection connection, SourceChoice choice, Effects out) {
        workers.deliver(
                connection.worker,
                new WorkerCommand.SetSource(
                        connection.id.toString(),
                        choice.source(),
                        choice.width(),
                        choice.height(),
                        choice.framesPerSecond(),
                        choice.positionMs(),
                        choice.loop()),
                out);
    }

    /** What a connection says about what it shows. */
    void heard(Connection connection, WorkerEvent.OfSource event, Effects out) {
        switch (event) {
            case WorkerEvent.SourceChanged(_, var source, var width, var height, var frames) ->
                    changed(connection, new Shown(source, width, height, frames), out);
            case WorkerEvent.SourceRefused(_, var source, var code, var detail) ->
                    refused(connection, source, Told.refusal(code, detail));
            case WorkerEvent.SourceFailed(_, var source, var code, var detail) ->
                    failed(connection, source, Told.refusal(code, detail), out);
            case WorkerEvent.SourceEnded(_, var source) -> ended(connection, source, out);
        }
    }

    /** A connection shows something: what it was asked to, or the same in another size. */
    private void changed(Connection connection, Shown shown, Effects out) {
        Peer peer = peers.requirePeer(connection);
        SourceChange change = peer.change;
        String session = connection.id.toString();
        if (change != null && change.waitsFor(session, shown.source())) {
            change.waiting.remove(session);
            change.changed.add(session);
            change.shown = change.shown == null ? shown : change.shown;
        } else if (change == null
                && peer.choice.source().equals(shown.source())
                && peer.showing().getFirst() == connection
                && !shown.equals(peer.shown)) {
            tell(peer, shown, null, out);
        }
    }

    /** A connection can not show what it was asked to; it shows what it showed. */
    private void refused(Connection connection, String source, Refusal refusal) {
        SourceChange change = peers.requirePeer(connection).change;
        String session = connection.id.toString();
        if (change != null && change.waitsFor(session, source)) {
            change.waiting.remove(session);
            change.refused(refusal);
        }
    }

    /**
     * What a connection showed came to a bad end: all go over to the pattern, as it is, since what
     * was chosen for a file may be too small for it.
     */
    private void failed(Connection connection, String source, Refusal refusal, Effects out) {
        Peer peer = peers.requirePeer(connection);
        SourceChange change = peer.change;
        if (change != null) {
            if (change.choice.source().equals(source)) {
                change.waiting.remove(connection.id.toString());
                change.changed.remove(connection.id.toString());
                change.refused(refusal);
            }
        } else if (peer.choice.source().equals(source)) {
            peer.choice = SourceChoice.of(SourceChoice.PATTERN);
            peer.showing().forEach(each -> set(each, peer.choice, out));
            out.note(new Note.SourceNotShown(peer.id, source, refusal.code(), refusal.detail()));
            tell(peer, sources.expected(peer.choice), refusal.detail(), out);
        }
    }

    /** A file that does not loop came to its end, on one connection after the other. */
    private void ended(Connection connection, String source, Effects out) {
        Peer peer = peers.requirePeer(connection);
        if (peer.choice.source().equals(source) && !peer.ended) {
            peer.ended = true;
            out.tell(new PeerToSignaling.SourceEnded(peer.id, source));
        }
    }

    /** The worker of a connection died, perhaps over what it was asked to show. */
    void crashed(Connection connection) {
        SourceChange change = peers.requirePeer(connection).change;
        if (change != null && change.waiting.remove(connection.id.toString())) {
            change.refused(
                    new Refusal(ErrorCode.SOURCE_FAILED, "the worker process ended over it"));
        }
    }

    /** After each command: changes that nobody has to answer any more are done. */
    void settle(Instant now, Effects out) {
        for (Peer peer : peers.all()) {
            SourceChange change = peer.change;
            if (change == null) {
                continue;
            }
            change.waiting.removeIf(session -> peers.findSession(session) == null);
            if (!change.waiting.isEmpty() && now.isAfter(change.until)) {
                change.waiting.clear();
                change.refused(
                        new Refusal(
                                ErrorCode.ANSWER_TIMEOUT,
                                "not shown within " + PATIENCE.toSeconds() + " s"));
            }
            if (change.waiting.isEmpty()) {
                finish(peer, change, now, out);
            }
        }
    }

    private void finish(Peer peer, SourceChange change, Instant now, Effects out) {
        peer.change = null;
        Refusal refusal = change.refusal;
        if (refusal != null) {
            peer.showing().stream()
                    .filter(each -> !isRefuser(each, change, refusal))
                    .forEach(each -> set(each, peer.choice, out));
            out.note(
                    new Note.SourceNotShown(
                            peer.id, change.choice.source(), refusal.code(), refusal.detail()));
            refuse(peer.id, change.choice.source(), refusal, out);
        } else {
            peer.choice = change.choice.lasting();
            peer.ended = false;
            peer.showing().stream()
                    .filter(each -> !change.changed.contains(each.id.toString()))
                    .forEach(each -> set(each, peer.choice, out));
            out.note(new Note.SourceShown(peer.id, peer.choice.source()));
            Shown shown = change.shown == null ? sources.expected(peer.choice) : change.shown;
            tell(peer, shown, null, out);
        }
        SourceChoice next = peer.nextChoice;
        peer.nextChoice = null;
        if (next != null) {
            begin(peer, next, now, out);
        }
    }

    /** One that said no itself shows what it showed; one that was silent may show either. */
    private static boolean isRefuser(Connection each, SourceChange change, Refusal refusal) {
        return refusal.code() != ErrorCode.ANSWER_TIMEOUT
                && !change.changed.contains(each.id.toString());
    }

    /** A peer ends: who waits for a change of it hears so. */
    void stopped(Peer peer, Effects out) {
        var gone = new Refusal(ErrorCode.MEDIA_PEER_LOST, "the media peer has left");
        if (peer.change != null) {
            refuse(peer.id, peer.change.choice.source(), gone, out);
        }
        if (peer.nextChoice != null) {
            refuse(peer.id, peer.nextChoice.source(), gone, out);
        }
    }

    private static void tell(Peer peer, Shown shown, @Nullable String problem, Effects out) {
        peer.shown = shown;
        out.tell(
                new PeerToSignaling.SourceChanged(
                        peer.id,
                        shown.source(),
                        shown.width(),
                        shown.height(),
                        shown.framesPerSecond(),
                        problem));
    }

    private static void refuse(PeerId peer, String source, Refusal refusal, Effects out) {
        out.tell(
                new PeerToSignaling.SourceRefused(
                        peer, source, refusal.code().slug(), refusal.detail()));
    }
}
