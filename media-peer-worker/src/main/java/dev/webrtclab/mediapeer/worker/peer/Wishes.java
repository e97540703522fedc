package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.source.Program;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.worker.WorkerCommand;

/** What commands wish to be shown. */
final class Wishes {
    private Wishes() {}

    /** What a new connection shows first. */
    static Wish of(WorkerCommand.Offer offer) throws RefusedException {
        try {
            SourceSpec spec =
                    SourceSpec.of(
                            offer.source(), offer.width(), offer.height(), offer.framesPerSecond());
            return new Wish(new Program(group(offer.session()), spec), null, offer.loop());
        } catch (SourceException e) {
            throw new RefusedException(
                    e.problem().isUnknown() ? ErrorCode.SOURCE_UNKNOWN : ErrorCode.SOURCE_FAILED,
                    e.problem().detail());
        }
    }

    /** What a connection shows from now on. */
    static Wish of(WorkerCommand.SetSource chosen) throws SourceException {
        SourceSpec spec =
                SourceSpec.of(
                        chosen.source(), chosen.width(), chosen.height(), chosen.framesPerSecond());
        Program program = new Program(group(chosen.session()), spec);
        return new Wish(program, chosen.positionMs(), chosen.loop());
    }

    /** Connections of one peer share the position of a file. */
    private static String group(String session) {
        int end = session.indexOf('/');
        return end < 0 ? session : session.substring(0, end);
    }
}
