package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstFrameSent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Media;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the first working pair to the first picture. */
final class MediaRules {
    private MediaRules() {}

    /**
     * Needs: both ends told the fingerprint, one its own and one that of the other, they differ,
     * and DTLS did not complete (RFC 8827 §6.5 forbids to go on).
     */
    static final class FingerprintMismatch implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (call.isPassed(Stage.DTLS)) {
                return Optional.empty();
            }
            Evidence evidence = call.evidence();
            for (End end : evidence.ends()) {
                Optional<Seen<Description>> own = fingerprint(end, "local");
                Optional<Seen<Description>> told = fingerprint(evidence.other(end), "remote");
                if (own.isPresent() && told.isPresent() && differ(own.get(), told.get())) {
                    return Optional.of(
                            Finding.of(Code.FINGERPRINT_MISMATCH)
                                    .because(
                                            Point.of(Code.FINGERPRINT_MISMATCH)
                                                    .with("end", end.word())
                                                    .with("other", evidence.other(end).word())
                                                    .seen(own.get().n(), told.get().n()))
                                    .next(Point.of("compare-fingerprints")));
                }
            }
            return Optional.empty();
        }

        private static Optional<Seen<Description>> fingerprint(End end, String side) {
            return end.all(Description.class).stream()
                    .filter(seen -> seen.what().side().equals(side))
                    .filter(seen -> seen.what().accepted() && seen.what().fingerprint() != null)
                    .reduce((_, later) -> later);
        }

        private static boolean differ(Seen<Description> one, Seen<Description> other) {
            String[] a = words(one);
            String[] b = words(other);
            // Another hash function of the same certificate is no other certificate.
            return a.length == 2
                    && b.length == 2
                    && one.what().generation() == other.what().generation()
                    && a[0].equals(b[0])
                    && !a[1].equals(b[1]);
        }

        private static String[] words(Seen<Description> seen) {
            String text = seen.what().fingerprint();
            return text == null ? new String[0] : text.toLowerCase(Locale.ROOT).split(" ", 2);
        }
    }

    /**
     * Needs: a pair worked, and DTLS says that it failed, or it had its time; the fingerprints do
     * not explain it.
     */
    static final class DtlsBlocked implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            Optional<Seen<?>> chosen = call.milestones().nominated();
            if (chosen.isEmpty() || call.isPassed(Stage.DTLS)) {
                return Optional.empty();
            }
            Optional<Seen<Transport>> state = lastDtls(evidence);
            boolean failed =
                    evidence.ends().stream()
                                    .anyMatch(end -> end.firstState("dtls", "failed").isPresent())
                            || state.filter(seen -> "failed".equals(seen.what().dtlsState()))
                                    .isPresent()
                            || evidence.ends().stream()
                                    .anyMatch(end -> end.isNow("connection", "failed"));
            if (!failed && !evidence.hasWaitedSince(chosen.get().at())) {
                return Optional.empty();
            }
            Point because =
                    Point.of(Code.DTLS_BLOCKED)
                            .with(
                                    "state",
                                    state.map(seen -> String.valueOf(seen.what().dtlsState()))
                                            .orElse("-"))
                            .with(
                                    "seconds",
                                    SignalingRules.seconds(evidence.now() - chosen.get().at()))
                            .seen(chosen.get().n())
                            .seen(state.stream().map(Seen::n).toList());
            return Optional.of(
                    Finding.of(Code.DTLS_BLOCKED)
                            .because(because)
                            .next(
                                    Point.of("look-for-dtls-filter")
                                            .doing(
                                                    "sudo tcpdump -ni any 'udp and udp[8] >= 20 and udp[8] <= 63'")));
        }

        private static Optional<Seen<Transport>> lastDtls(Evidence evidence) {
            return evidence.ends().stream()
                    .flatMap(end -> end.all(Transport.class).stream())
                    .filter(seen -> seen.what().dtlsState() != null)
                    .reduce((one, other) -> one.n() > other.n() ? one : other);
        }
    }

    /**
     * Needs: DTLS completed, and in the time since then no packet of any medium reached the
     * receiving end, which told about itself.
     */
    static final class NoRtp implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            End receiver = evidence.receiver();
            Optional<Seen<?>> secured = call.milestones().secured();
            if (secured.isEmpty()
                    || call.isPassed(Stage.FIRST_RTP)
                    || !receiver.isObserved()
                    || !evidence.expectsVideo()
                    || !evidence.hasWaitedSince(secured.get().at())) {
                return Optional.empty();
            }
            List<Integer> events = new ArrayList<>(List.of(secured.get().n()));
            receiver.last(Media.class).ifPresent(media -> events.add(media.n()));
            Finding finding =
                    Finding.of(Code.NO_RTP)
                            .because(
                                    Point.of(Code.NO_RTP)
                                            .with("end", receiver.word())
                                            .with(
                                                    "seconds",
                                                    SignalingRules.seconds(
                                                            evidence.now() - secured.get().at()))
                                            .seen(events));
            Optional<Seen<FirstFrameSent>> sent =
                    evidence.other(receiver).first(FirstFrameSent.class);
            finding =
                    sent.isPresent()
                            ? finding.because(
                                            Point.of("frames-were-sent")
                                                    .with("end", evidence.other(receiver).word())
                                                    .seen(sent.get().n()))
                                    .next(Point.of("look-for-rtp-filter"))
                            : finding.missing(
                                            Point.of("sender-side")
                                                    .with("end", evidence.other(receiver).word()))
                                    .next(
                                            Point.of("look-at-peer-log")
                                                    .doing("./lab logs media-peer-service"));
            return Optional.of(finding);
        }
    }

    /** Needs: packets arrived, and in the time since then no video frame was decoded. */
    static final class NoFrames implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            End receiver = evidence.receiver();
            Optional<Seen<?>> rtp = call.milestones().firstRtp(receiver);
            if (rtp.isEmpty()
                    || call.isPassed(Stage.FIRST_FRAME)
                    || !evidence.expectsVideo()
                    || !evidence.hasWaitedSince(rtp.get().at())) {
                return Optional.empty();
            }
            Point because =
                    Point.of(Code.NO_FRAMES)
                            .with("end", receiver.word())
                            .with(
                                    "seconds",
                                    SignalingRules.seconds(evidence.now() - rtp.get().at()))
                            .seen(rtp.get().n());
            Optional<Seen<Media>> last = receiver.last(Media.class);
            Finding finding = Finding.of(Code.NO_FRAMES).because(because);
            if (last.isPresent() && lost(last.get().what()) > 0) {
                finding =
                        finding.because(
                                Point.of("packets-lost")
                                        .with("count", lost(last.get().what()))
                                        .with(
                                                "received",
                                                count(last.get().what().packetsReceived()))
                                        .seen(last.get().n()));
            }
            return Optional.of(
                    finding.next(Point.of("compare-codecs"))
                            .next(Point.of("look-for-large-packet-loss")));
        }

        private static long lost(Media media) {
            return count(media.packetsLost());
        }

        private static long count(@Nullable Long value) {
            return value == null ? 0 : value;
        }
    }
}
