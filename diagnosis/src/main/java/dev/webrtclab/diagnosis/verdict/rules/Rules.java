package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rules in their order. The first one that finds something gives the verdict; among the causes
 * of a call without a path, the others that also find something add their strongest reason, since
 * more than one thing may be wrong.
 */
public final class Rules {
    private static final List<Rule> BEFORE =
            List.of(
                    new LostRules.PeerWasCrashed(),
                    new LostRules.PeerGone(),
                    new LostRules.PathLost(),
                    new PictureRules.Frozen(),
                    new PictureRules.AutoplayBlocked(),
                    new LostRules.SignalingLost(),
                    new PathRules.Connected(),
                    new SignalingRules.SignalingUnreachable(),
                    new SignalingRules.NoMediaPeer(),
                    new SignalingRules.CodecMismatch(),
                    new SignalingRules.BadAnswer(),
                    new SignalingRules.NoAnswer(),
                    new MediaRules.FingerprintMismatch(),
                    new MediaRules.DtlsBlocked(),
                    new MediaRules.NoFrames(),
                    new MediaRules.NoRtp());

    /** Why no pair worked: what servers said, then what the checks say, then silence. */
    private static final List<Rule> CAUSES =
            List.of(
                    new TurnReachRules.RelayWithoutTurn(),
                    new TurnRules.Credentials(),
                    new TurnRules.Quota(),
                    new TurnRules.NoCapacity(),
                    new TurnRules.PermissionDenied(),
                    new CheckRules.LocalNetworkAccess(),
                    new CheckRules.OneWay(),
                    new UdpRules.SshTunnel(),
                    new TurnReachRules.TlsFailed(),
                    new AddressRules.BridgeAddress(),
                    new AddressRules.WrongAdvertised(),
                    new AddressRules.SymmetricBoth(),
                    new AddressRules.PortForwardMissing(),
                    new CheckRules.VpnPath(),
                    new UdpRules.UdpBlocked(),
                    new TurnReachRules.Unreachable(),
                    new TurnReachRules.TurnAbsent(),
                    new TurnReachRules.NoRelayCandidates());

    /** What the checks say when no cause is known. */
    private static final List<Rule> SILENCE =
            List.of(
                    new CheckRules.OnlyHidden(),
                    new CheckRules.NoRemoteCandidates(),
                    new CheckRules.NoAnswers());

    private static final List<Rule> AFTER =
            List.of(new OpenRules.Ended(), new OpenRules.Connecting());

    private Rules() {}

    /** The finding about a call. */
    public static Finding judge(Call call) {
        return withNotes(
                call,
                first(BEFORE, call)
                        .or(() -> cause(call))
                        .or(() -> first(AFTER, call))
                        .orElseGet(() -> OpenRules.unknown(call)));
    }

    private static Optional<Finding> first(List<Rule> rules, Call call) {
        return rules.stream().flatMap(rule -> rule.look(call).stream()).findFirst();
    }

    private static Optional<Finding> cause(Call call) {
        if (!call.foundNoPath()) {
            return Optional.empty();
        }
        List<Finding> found = CAUSES.stream().flatMap(rule -> rule.look(call).stream()).toList();
        if (found.isEmpty()) {
            return first(SILENCE, call);
        }
        Finding finding = found.getFirst();
        for (Finding other : found.subList(1, found.size())) {
            if (!other.reasons().isEmpty()) {
                finding = finding.because(other.reasons().getFirst());
            }
        }
        return Optional.of(finding);
    }

    private static Finding withNotes(Call call, Finding finding) {
        List<Point> reasons = new ArrayList<>(finding.reasons());
        Tone tone = finding.tone();
        for (SideNotes.Note note : SideNotes.of(call, finding)) {
            if (reasons.stream().noneMatch(known -> known.code().equals(note.point().code()))) {
                reasons.add(note.point());
            }
            if (note.warns() && tone == Tone.GOOD) {
                tone = Tone.WARN;
            }
        }
        Path path = finding.path();
        return new Finding(
                finding.code(),
                tone,
                path,
                finding.params(),
                reasons,
                finding.next(),
                finding.missing());
    }
}
