package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SignalingLink;
import dev.webrtclab.protocol.signaling.LeaveReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offer, answer, and the way between them. */
final class SignalingRules {
    private static final Set<LeaveReason> LOST =
            EnumSet.of(
                    LeaveReason.MEDIA_PEER_LOST,
                    LeaveReason.CONNECTION_LOST,
                    LeaveReason.DRAINED,
                    LeaveReason.FAILED);

    private SignalingRules() {}

    /**
     * Needs: the caller's link is closed at last, and no signal and no answer is known. It says
     * nothing once a signal passed.
     */
    static final class SignalingUnreachable implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (call.isPassed(Stage.SIGNALING) || call.hadPath()) {
                return Optional.empty();
            }
            return call.evidence()
                    .caller()
                    .last(SignalingLink.class)
                    .filter(link -> link.what().value().equals("closed"))
                    .map(
                            link ->
                                    Finding.of(Code.SIGNALING_UNREACHABLE)
                                            .because(
                                                    Point.of(Code.SIGNALING_UNREACHABLE)
                                                            .with(
                                                                    "code",
                                                                    link.what().code() == null
                                                                            ? "-"
                                                                            : link.what().code())
                                                            .seen(link.n()))
                                            .next(
                                                    Point.of("look-at-signaling")
                                                            .doing("./lab status")));
        }
    }

    /** Needs: the media peer left before an offer was passed on. */
    static final class NoMediaPeer implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (call.isPassed(Stage.SIGNALING)) {
                return Optional.empty();
            }
            return call.evidence()
                    .departure()
                    .filter(seen -> seen.what().end() == call.evidence().callee())
                    .filter(seen -> !seen.what().end().isBrowser())
                    .map(
                            seen ->
                                    Finding.of(Code.NO_MEDIA_PEER)
                                            .because(Point.of(Code.NO_MEDIA_PEER).seen(seen.n()))
                                            .next(
                                                    Point.of("start-media-peer")
                                                            .doing("./lab status")));
        }
    }

    /**
     * Needs: an offer was passed on, and no answer came in its time, or the end that should have
     * answered is gone. When that end told that it refused the offer, this is the reason.
     */
    static final class NoAnswer implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Optional<Seen<Signaled>> offer = call.milestones().offer();
            Evidence evidence = call.evidence();
            if (offer.isEmpty()
                    || call.milestones().answer().isPresent()
                    || call.milestones().applied("answer").isPresent()
                    || call.hadPath()) {
                return Optional.empty();
            }
            Optional<Seen<Evidence.Departure>> lost =
                    evidence.departure()
                            .filter(seen -> seen.what().end() == evidence.callee())
                            .filter(
                                    seen ->
                                            seen.what().left().reason() != null
                                                    && LOST.contains(seen.what().left().reason()));
            if (lost.isEmpty() && !evidence.hasWaitedSince(offer.get().at())) {
                return Optional.empty();
            }
            Point because =
                    Point.of(Code.NO_ANSWER)
                            .with("end", evidence.callee().word())
                            .with("seconds", seconds(evidence.now() - offer.get().at()))
                            .seen(offer.get().n());
            Finding finding =
                    Finding.of(Code.NO_ANSWER)
                            .with("end", evidence.callee().word())
                            .because(because);
            if (lost.isPresent()) {
                finding =
                        finding.because(
                                Point.of("end-left")
                                        .with("end", evidence.callee().word())
                                        .with("reason", reason(lost.get()))
                                        .seen(lost.get().n()));
            }
            Optional<Seen<Description>> refused = call.milestones().refused("offer");
            if (refused.isPresent()) {
                finding = finding.because(refusal(refused.get(), "offer"));
            }
            if (!evidence.callee().isObserved()) {
                finding =
                        finding.missing(
                                Point.of("log-of-end").with("end", evidence.callee().word()));
            }
            return Optional.of(
                    finding.next(
                            Point.of("look-at-peer-log").doing("./lab logs media-peer-service")));
        }
    }

    /**
     * Needs: an end refused an answer, in the words of its engine, and accepted none. The other
     * end's checks may be answered all the same.
     */
    static final class BadAnswer implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (call.wasUp() || call.milestones().applied("answer").isPresent()) {
                return Optional.empty();
            }
            return call.milestones()
                    .refused("answer")
                    .map(
                            seen ->
                                    Finding.of(Code.BAD_ANSWER)
                                            .because(refusal(seen, "answer"))
                                            .next(Point.of("compare-descriptions")));
        }
    }

    /**
     * Needs: an answer whose video section is rejected, or the words of an engine that refused a
     * description for its codecs. A section without a common codec must be rejected (RFC 9429
     * §5.3.1).
     */
    static final class CodecMismatch implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (call.wasUp()) {
                return Optional.empty();
            }
            for (String type : List.of("answer", "offer")) {
                Optional<Seen<Description>> refused =
                        call.milestones()
                                .refused(type)
                                .filter(seen -> speaksOfCodecs(seen.what().problem()));
                if (refused.isPresent()) {
                    return Optional.of(finding(call).because(refusal(refused.get(), type)));
                }
            }
            for (End end : call.evidence().ends()) {
                for (Seen<Description> seen : end.all(Description.class)) {
                    if (seen.what().sdpType().equals("answer") && rejectsAllVideo(seen.what())) {
                        Finding finding =
                                finding(call).because(Point.of(Code.CODEC_MISMATCH).seen(seen.n()));
                        return Optional.of(offered(call, finding));
                    }
                }
            }
            return Optional.empty();
        }

        private static Finding finding(Call call) {
            return Finding.of(Code.CODEC_MISMATCH).next(Point.of("compare-codecs"));
        }

        /** What the answering end was offered, where it told. */
        private static Finding offered(Call call, Finding finding) {
            for (End end : call.evidence().ends()) {
                for (Seen<Description> seen : end.all(Description.class)) {
                    if (seen.what().sdpType().equals("offer")
                            && seen.what().side().equals("remote")) {
                        List<String> codecs = codecs(seen.what());
                        return codecs.isEmpty()
                                ? finding
                                : finding.because(
                                        Point.of("codecs-offered")
                                                .with("end", end.word())
                                                .with("codecs", String.join(", ", codecs))
                                                .seen(seen.n()));
                    }
                }
            }
            return finding;
        }

        private static boolean speaksOfCodecs(@Nullable String problem) {
            return problem != null && problem.toLowerCase(Locale.ROOT).contains("codec");
        }

        private static boolean rejectsAllVideo(Description description) {
            List<MediaSection> video =
                    description.media().stream()
                            .filter(media -> media.kind().equals("video"))
                            .toList();
            return !video.isEmpty() && video.stream().allMatch(MediaSection::rejected);
        }

        private static List<String> codecs(Description description) {
            List<String> names = new ArrayList<>();
            description.media().stream()
                    .filter(media -> media.kind().equals("video"))
                    .flatMap(media -> media.codecs().stream())
                    .distinct()
                    .limit(8)
                    .forEach(names::add);
            return names;
        }
    }

    /** A refusal of a description, in the words of the engine. */
    static Point refusal(Seen<Description> seen, String type) {
        String problem = seen.what().problem();
        return Point.of("description-refused")
                .with("type", type)
                .with("problem", problem == null ? "-" : problem)
                .seen(seen.n());
    }

    /** The word of a departure. */
    static String reason(Seen<Evidence.Departure> seen) {
        LeaveReason reason = seen.what().left().reason();
        return reason == null
                ? "unknown"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whole seconds. */
    static long seconds(double ms) {
        return Math.max(0, Math.round(ms / 1000));
    }
}
