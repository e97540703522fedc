package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.Tone;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.PeerCrashed;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SignalingLink;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import dev.webrtclab.protocol.signaling.LeaveReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An end that is gone, at any time, and a path or a link to it that broke after a picture. */
final class LostRules {
    private static final Set<LeaveReason> GONE =
            EnumSet.of(
                    LeaveReason.MEDIA_PEER_LOST,
                    LeaveReason.CONNECTION_LOST,
                    LeaveReason.VIEWER_VANISHED,
                    LeaveReason.DRAINED);

    /**
     * Ends tell their statistics each second; an end is silent for 4 s before it counts as gone.
     */
    private static final double ALIVE_MS = 2_000;

    private LostRules() {}

    /**
     * Needs: the supervisor said that the process is gone, or the signaling service that it died.
     */
    static final class PeerWasCrashed implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            for (End end : evidence.ends()) {
                Optional<Seen<PeerCrashed>> crash = end.first(PeerCrashed.class);
                if (crash.isPresent()) {
                    PeerCrashed what = crash.get().what();
                    String sign =
                            what.signal() != null
                                    ? what.signal()
                                    : what.exitCode() != null ? "exit " + what.exitCode() : "-";
                    return Optional.of(
                            finding(
                                    end,
                                    Point.of(Code.PEER_CRASHED)
                                            .with("sign", sign)
                                            .seen(crash.get().n())));
                }
            }
            return evidence.departure()
                    .filter(seen -> seen.what().left().reason() == LeaveReason.WORKER_CRASHED)
                    .map(
                            seen ->
                                    finding(
                                            seen.what().end(),
                                            Point.of("worker-crashed").seen(seen.n())));
        }

        private static Finding finding(End end, Point because) {
            return Finding.of(Code.PEER_CRASHED)
                    .with("end", end.word())
                    .because(because.with("end", end.word()))
                    .next(Point.of("look-at-crash-log").doing("./lab logs media-peer-service"));
        }
    }

    /**
     * Needs: the signaling service says that an end is gone without a goodbye, after the answer. A
     * page whose socket broke while the other end's ICE still hears it has lost its signaling only.
     */
    static final class PeerGone implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            return call.evidence()
                    .departure()
                    .filter(seen -> seen.what().left().reason() != null)
                    .filter(seen -> GONE.contains(seen.what().left().reason()))
                    .filter(_ -> call.isPassed(Stage.EXCHANGE))
                    .filter(seen -> !isSignalingOnly(call, seen))
                    .filter(seen -> aliveAtTheEnd(call, seen).isEmpty())
                    .map(
                            seen ->
                                    Finding.of(Code.PEER_GONE)
                                            .with("end", gone(call, seen).word())
                                            .because(
                                                    Point.of("end-left")
                                                            .with("end", gone(call, seen).word())
                                                            .with(
                                                                    "reason",
                                                                    SignalingRules.reason(seen))
                                                            .seen(seen.n()))
                                            .next(Point.of("start-again")));
        }
    }

    /** Who is gone: an end that heard nothing any more tells of the other one. */
    private static End gone(Call call, Seen<Evidence.Departure> seen) {
        End by = seen.what().end();
        return seen.what().left().reason() == LeaveReason.VIEWER_VANISHED
                ? call.evidence().other(by)
                : by;
    }

    /**
     * The last word of an end that is said to have vanished, where it was there all the time: only
     * the path to it broke.
     */
    private static Optional<Seen<EvidenceEvent>> aliveAtTheEnd(
            Call call, Seen<Evidence.Departure> seen) {
        return seen.what().left().reason() == LeaveReason.VIEWER_VANISHED && call.wasUp()
                ? gone(call, seen).lastTold().filter(told -> told.at() > seen.at() - ALIVE_MS)
                : Optional.empty();
    }

    /** A broken socket of an end that the other one's ICE still reaches. */
    private static boolean isSignalingOnly(Call call, Seen<Evidence.Departure> seen) {
        End other = call.evidence().other(seen.what().end());
        return seen.what().left().reason() == LeaveReason.CONNECTION_LOST
                && call.wasUp()
                && other.lastState("ice")
                        .or(() -> other.lastState("connection"))
                        .filter(
                                state ->
                                        Set.of("connected", "completed")
                                                .contains(state.what().value()))
                        .isPresent();
    }

    /**
     * Needs: pictures were shown, and an end's latest word on its link to the signaling service is
     * that it is closed, or the service says that its socket is lost, while ICE still holds.
     */
    static final class SignalingLost implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (!call.wasUp()) {
                return Optional.empty();
            }
            for (End end : call.evidence().ends()) {
                Optional<Seen<SignalingLink>> closed =
                        end.last(SignalingLink.class)
                                .filter(link -> link.what().value().equals("closed"))
                                .filter(link -> !call.wasStopped());
                if (closed.isPresent()) {
                    return Optional.of(finding(call, end, closed.get().n()));
                }
            }
            return call.evidence()
                    .departure()
                    .filter(seen -> isSignalingOnly(call, seen))
                    .map(seen -> finding(call, seen.what().end(), seen.n()));
        }

        private static Finding finding(Call call, End end, int n) {
            return Way.of(call.evidence())
                    .on(
                            Finding.of(Code.SIGNALING_LOST)
                                    .with("end", end.word())
                                    .because(
                                            Point.of(Code.SIGNALING_LOST)
                                                    .with("end", end.word())
                                                    .seen(n)))
                    .next(Point.of("look-at-signaling").doing("./lab status"));
        }
    }

    /**
     * Needs: pictures were shown, and an end's latest ICE or connection state is {@code
     * disconnected} (it may come back) or {@code failed} (it will not by itself), before anybody
     * left; or an end heard nothing any more from one that was still there.
     */
    static final class PathLost implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (!call.wasUp()) {
                return Optional.empty();
            }
            for (String value : List.of("failed", "disconnected")) {
                for (End end : call.evidence().ends()) {
                    Optional<Seen<State>> lost =
                            List.of("ice", "connection").stream()
                                    .flatMap(of -> end.lastState(of).stream())
                                    .filter(seen -> seen.what().value().equals(value))
                                    .filter(seen -> isBeforeTheEnd(call, seen))
                                    .findFirst();
                    if (lost.isPresent()) {
                        return Optional.of(finding(end, lost.get(), value));
                    }
                }
            }
            return call.evidence()
                    .departure()
                    .flatMap(
                            seen ->
                                    aliveAtTheEnd(call, seen)
                                            .map(told -> silent(call, seen, told.n())));
        }

        private static Finding silent(Call call, Seen<Evidence.Departure> seen, int told) {
            End by = seen.what().end();
            return Finding.of(Code.PATH_LOST)
                    .with("end", by.word())
                    .sounding(Tone.BAD)
                    .because(
                            Point.of("path-silent")
                                    .with("end", by.word())
                                    .with("other", call.evidence().other(by).word())
                                    .seen(seen.n())
                                    .seen(told))
                    .next(Point.of("restart-ice"))
                    .next(Point.of("look-at-network"));
        }

        /** When an end says goodbye the path to it ends too. */
        private static boolean isBeforeTheEnd(Call call, Seen<State> lost) {
            return call.evidence().departure().filter(gone -> gone.at() < lost.at()).isEmpty();
        }

        private static Finding finding(End end, Seen<State> lost, String value) {
            return Finding.of(Code.PATH_LOST)
                    .with("end", end.word())
                    .sounding(value.equals("failed") ? Tone.BAD : Tone.WARN)
                    .because(
                            Point.of(value.equals("failed") ? "path-failed" : "path-disconnected")
                                    .with("end", end.word())
                                    .with("state", value)
                                    .seen(lost.n()))
                    .next(Point.of("restart-ice"))
                    .next(Point.of("look-at-network"));
        }
    }
}
