package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Media;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Playback;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What goes wrong with pictures once they were shown. */
final class PictureRules {
    private static final double FROZEN_MS = 2_000;

    private PictureRules() {}

    /**
     * Needs: pictures were shown, and the count of decoded frames then stood still for two seconds
     * or more, or the video element said last that it is stalled.
     */
    static final class Frozen implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (!call.isPassed(Stage.FIRST_FRAME)) {
                return Optional.empty();
            }
            End receiver = call.evidence().receiver();
            Optional<Seen<Playback>> stalled =
                    receiver.last(Playback.class)
                            .filter(seen -> seen.what().value().equals("stalled"));
            List<Seen<Media>> counted =
                    receiver.all(Media.class).stream()
                            .filter(seen -> seen.what().framesDecoded() != null)
                            .toList();
            Seen<Media> since = null;
            for (Seen<Media> seen : counted) {
                if (since == null
                        || !Objects.equals(
                                since.what().framesDecoded(), seen.what().framesDecoded())) {
                    since = seen;
                }
            }
            double still = since == null ? 0 : counted.getLast().at() - since.at();
            if (still < FROZEN_MS && stalled.isEmpty()) {
                return Optional.empty();
            }
            Finding finding = Finding.of(Code.FROZEN).with("end", receiver.word());
            if (since != null && still >= FROZEN_MS) {
                Seen<Media> last = counted.getLast();
                finding =
                        finding.because(
                                Point.of(Code.FROZEN)
                                        .with("end", receiver.word())
                                        .with("seconds", SignalingRules.seconds(still))
                                        .with(
                                                "frames",
                                                String.valueOf(since.what().framesDecoded()))
                                        .seen(since.n(), last.n()));
                finding = finding.because(packets(since, last));
            }
            if (stalled.isPresent()) {
                finding = finding.because(Point.of("element-stalled").seen(stalled.get().n()));
            }
            return Optional.of(finding.next(Point.of("look-for-large-packet-loss")));
        }

        private static Point packets(Seen<Media> since, Seen<Media> last) {
            Long before = since.what().packetsReceived();
            Long after = last.what().packetsReceived();
            if (before == null || after == null) {
                return Point.of("packets-not-known").seen(last.n());
            }
            return Point.of(after > before ? "packets-still-come" : "packets-stopped")
                    .with("count", Math.max(0, after - before))
                    .seen(since.n(), last.n());
        }
    }

    /** Needs: frames were decoded, and the video element said last that it may not play. */
    static final class AutoplayBlocked implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (!call.isPassed(Stage.FIRST_FRAME)) {
                return Optional.empty();
            }
            End receiver = call.evidence().receiver();
            return receiver.last(Playback.class)
                    .filter(seen -> seen.what().value().equals("blocked"))
                    .map(
                            seen ->
                                    Way.of(call.evidence())
                                            .on(
                                                    Finding.of(Code.AUTOPLAY_BLOCKED)
                                                            .because(
                                                                    Point.of(Code.AUTOPLAY_BLOCKED)
                                                                            .seen(seen.n())))
                                            .next(Point.of("press-play")));
        }
    }
}
