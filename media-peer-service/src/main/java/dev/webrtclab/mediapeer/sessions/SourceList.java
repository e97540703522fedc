package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be shown, and small pictures of it. Files come from strangers and may be made to crash
 * who reads them: one worker is asked at a time, a spare one without connections if there is one
 * within some seconds, and after a crash the next one only after a pause. Whoever was asked looks
 * on until its end; new connections go to others as long as those have free seats.
 */
final class SourceList {
    /** How long a spare worker is waited for before one with connections is asked. */
    static final Duration SPARE_PATIENCE = Duration.ofSeconds(10);

    private static final Duration THUMBNAIL_PATIENCE = Duration.ofSeconds(8);
    private static final int MOST_WAITING = 64;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_LABEL = 128;
    private static final int LONGEST_PROBLEM = 256;
    private static final int LONGEST_PICTURE = 64 * 1024 / 3 * 4 + 4;

    private final Workers workers;
    private final Deque<String> wanted = new ArrayDeque<>();
    private List<SourceInfo> sources;
    private int lister;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant waitsSince;
    private @Nullable Question question;

    private record Question(String source, int worker, Instant until) {}

    /**
     * @param sources what every worker can show, before one was asked
     */
    SourceList(List<SourceInfo> sources, Workers workers) {
        this.sources = List.copyOf(sources);
        this.workers = workers;
    }

    List<SourceInfo> current() {
        return sources;
    }

    /**
     * Looks whether a source can be shown.
     *
     * @throws RefusedException {@link ErrorCode#SOURCE_UNKNOWN} or {@link ErrorCode#SOURCE_FAILED}
     */
    void require(String source) throws RefusedException {
        SourceInfo info =
                find(source)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.SOURCE_UNKNOWN,
                                                "this media peer does not offer it"));
        if (info.problem() != null) {
            throw new RefusedException(ErrorCode.SOURCE_FAILED, info.problem());
        }
    }

    /** What a choice will be like, as far as that is known while nobody watches. */
    Shown expected(SourceChoice choice) {
        Shown chosen = Shown.of(choice);
        Optional<SourceInfo> own = find(choice.source());
        return new Shown(
                chosen.source(),
                chosen.width() != null ? chosen.width() : own.map(SourceInfo::width).orElse(null),
                chosen.height() != null
                        ? chosen.height()
                        : own.map(SourceInfo::height).orElse(null),
                chosen.framesPerSecond() != null
                        ? chosen.framesPerSecond()
                        : own.map(SourceInfo::framesPerSecond).orElse(null));
    }

    private Optional<SourceInfo> find(String source) {
        return sources.stream().filter(info -> info.id().equals(source)).findFirst();
    }

    /** After each command: asks what is to be asked, if there is a worker for it. */
    void ask(Instant now, Effects out) {
        if (lister != 0 && workers.find(lister) == null) {
            lister = 0;
        }
        if (lister == 0 && !now.isBefore(notBefore)) {
            reader(now)
                    .ifPresent(
                            life -> {
                                lister = life.id;
                                waitsSince = null;
                                life.beginListing();
                                workers.deliver(life, new WorkerCommand.ListSources(), out);
                            });
        }
        askForPicture(now, out);
    }

    /** Who is asked for the list: a spare worker, or any when there was none for long enough. */
    private Optional<WorkerLife> reader(Instant now) {
        Optional<WorkerLife> spare = workers.spare();
        if (spare.isPresent() || !workers.anyReady()) {
            return spare;
        }
        if (waitsSince == null) {
            waitsSince = now;
        }
        return now.isBefore(waitsSince.plus(SPARE_PATIENCE))
                ? Optional.empty()
                : workers.leastBusy();
    }

    /** A worker died or hung, perhaps over a file: if it was looking, the next one does later. */
    void crashed(int worker, Instant now) {
        if (worker == lister) {
            failures++;
            notBefore = now.plus(SessionLimits.pauseAfter(failures));
            lister = 0;
        }
    }

    private void askForPicture(Instant now, Effects out) {
        Question open = question;
        if (open != null && workers.find(open.worker()) == null) {
            answer(null, "the worker process ended over it", out);
        } else if (open != null && now.isAfter(open.until())) {
            answer(null, "there was no picture in time", out);
        }
        if (question == null && !wanted.isEmpty()) {
            workers.leastBusy()
                    .ifPresent(
                            life -> {
                                String next = wanted.removeFirst();
                                question =
                                        new Question(next, life.id, now.plus(THUMBNAIL_PATIENCE));
                                workers.deliver(life, new WorkerCommand.Thumbnail(next), out);
                            });
        }
    }

    /** A worker told what there is: told on when it is something else. */
    void listed(int worker, List<SourceInfo> found, Effects out) {
        if (worker != lister) {
            return;
        }
        failures = 0;
        List<SourceInfo> safe =
                found.stream()
                        .filter(info -> isId(info.id()))
                        .limit(SourceInfo.MOST)
                        .map(SourceList::bounded)
                        .toList();
        if (!safe.isEmpty() && !safe.equals(sources)) {
            sources = safe;
            out.tell(new PeerToSignaling.SourcesChanged(safe));
        }
    }

    /** The signaling service wants a small picture. */
    void thumbnail(String source, Effects out) {
        boolean isOpen = question != null && question.source().equals(source);
        if (isOpen || wanted.contains(source)) {
            return;
        }
        if (find(source).isEmpty() || wanted.size() >= MOST_WAITING) {
            String why = find(source).isEmpty() ? "it is not offered" : "too many are asked for";
            out.tell(new PeerToSignaling.Thumbnail(source, null, why));
        } else {
            wanted.add(source);
        }
    }

    /** A worker made a small picture, or could not. */
    void made(
            int worker,
            String source,
            @Nullable String jpeg,
            @Nullable String problem,
            Effects out) {
        Question open = question;
        if (open == null || open.worker() != worker || !open.source().equals(source)) {
            return;
        }
        boolean fits = jpeg != null && jpeg.length() <= LONGEST_PICTURE;
        answer(
                fits ? jpeg : null,
                fits
                        ? null
                        : problem == null
                                ? "there is no picture of it"
                                : Told.text(problem, LONGEST_PROBLEM),
                out);
    }

    private void answer(@Nullable String jpeg, @Nullable String problem, Effects out) {
        if (question != null) {
            out.tell(new PeerToSignaling.Thumbnail(question.source(), jpeg, problem));
        }
        question = null;
    }

    private static boolean isId(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST_ID
                && id.chars().noneMatch(Character::isISOControl);
    }

    private static SourceInfo bounded(SourceInfo info) {
        return new SourceInfo(
                info.id(),
                Told.text(info.label(), LONGEST_LABEL),
                info.kind(),
                info.durationMs(),
                info.width(),
                info.height(),
                info.framesPerSecond(),
                info.hasAudio(),
                info.thumbnail(),
                info.problem() == null ? null : Told.text(info.problem(), LONGEST_PROBLEM));
    }
}
