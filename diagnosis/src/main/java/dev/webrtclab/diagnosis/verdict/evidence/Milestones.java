package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.record.SessionEvent.Signal;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstFrameDecoded;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstRtp;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Media;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Pair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SelectedPair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first event that shows each step of a call. */
public final class Milestones {
    private final Evidence evidence;

    /** Those of a call. */
    public Milestones(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The first offer, as the signaling service took it. */
    public Optional<Seen<Signaled>> offer() {
        return evidence.signals(Signal.OFFER).stream().findFirst();
    }

    /** The first answer, as the signaling service took it. */
    public Optional<Seen<Signaled>> answer() {
        return evidence.signals(Signal.ANSWER).stream().findFirst();
    }

    /** An end applied the description of the other one. */
    public Optional<Seen<Description>> applied(String sdpType) {
        return described(
                description ->
                        description.accepted()
                                && description.side().equals("remote")
                                && description.sdpType().equals(sdpType));
    }

    /** An end refused a description, its own or the other's. */
    public Optional<Seen<Description>> refused(String sdpType) {
        return described(
                description -> !description.accepted() && description.sdpType().equals(sdpType));
    }

    private Optional<Seen<Description>> described(Predicate<Description> wanted) {
        return earliest(
                evidence.ends().stream()
                        .flatMap(end -> end.all(Description.class).stream())
                        .filter(seen -> wanted.test(seen.what())));
    }

    /** An end began to collect addresses. */
    public Optional<Seen<?>> gatheringBegan(End end) {
        return earliestOf(
                Stream.concat(
                        end.firstState("gathering", "gathering").stream(),
                        end.all(Candidate.class).stream()));
    }

    /** The ends had each other's descriptions, so that checks were possible. */
    public Optional<Seen<?>> checksBegan() {
        return Stream.of(answer(), applied("answer"), checking())
                .<Seen<?>>flatMap(Optional::stream)
                .findFirst();
    }

    /** A check was answered, at either end. */
    public Optional<Seen<?>> checked() {
        return earliestOf(
                evidence.ends().stream()
                        .flatMap(
                                end ->
                                        Stream.of(
                                                        end.all(Pair.class).stream()
                                                                .filter(seen -> isUp(seen.what())),
                                                        end
                                                                .firstState(
                                                                        "ice",
                                                                        "connected",
                                                                        "completed")
                                                                .stream(),
                                                        end.first(SelectedPair.class).stream())
                                                .flatMap(found -> found)));
    }

    private static boolean isUp(Pair pair) {
        Long answered = pair.responsesReceived();
        return pair.state().equals("succeeded") || (answered != null && answered > 0);
    }

    /** ICE chose a pair, at either end. */
    public Optional<Seen<?>> nominated() {
        return earliestOf(
                evidence.ends().stream()
                        .flatMap(
                                end ->
                                        Stream.of(
                                                        end.all(Pair.class).stream()
                                                                .filter(
                                                                        seen ->
                                                                                seen.what()
                                                                                                .nominated()
                                                                                        && isUp(
                                                                                                seen
                                                                                                        .what())),
                                                        end
                                                                .firstState(
                                                                        "ice",
                                                                        "connected",
                                                                        "completed")
                                                                .stream(),
                                                        end.first(SelectedPair.class).stream())
                                                .flatMap(found -> found)));
    }

    /** The ends agreed on keys. */
    public Optional<Seen<?>> secured() {
        return earliestOf(
                evidence.ends().stream()
                        .flatMap(
                                end ->
                                        Stream.of(
                                                        end.all(Transport.class).stream()
                                                                .filter(
                                                                        seen ->
                                                                                "connected"
                                                                                        .equals(
                                                                                                seen.what()
                                                                                                        .dtlsState())),
                                                        end
                                                                .firstState("dtls", "connected")
                                                                .stream(),
                                                        end
                                                                .firstState(
                                                                        "connection", "connected")
                                                                .stream())
                                                .flatMap(found -> found)));
    }

    /** The first packet of a medium that reached an end. */
    public Optional<Seen<?>> firstRtp(End end) {
        return earliestOf(
                Stream.concat(
                        end.all(FirstRtp.class).stream(),
                        end.all(Media.class).stream()
                                .filter(seen -> isPositive(seen.what().packetsReceived()))));
    }

    /** The first decoded video frame of an end. */
    public Optional<Seen<?>> firstFrame(End end) {
        return earliestOf(
                Stream.concat(
                        end.all(FirstFrameDecoded.class).stream(),
                        end.all(Media.class).stream()
                                .filter(seen -> isPositive(seen.what().framesDecoded()))));
    }

    private static boolean isPositive(@Nullable Long count) {
        return count != null && count > 0;
    }

    /** An end wrote in its ICE state that it is looking for a path. */
    public Optional<Seen<State>> checking() {
        return earliest(
                evidence.ends().stream()
                        .flatMap(end -> end.firstState("ice", "checking").stream()));
    }

    private static <T extends EvidenceEvent> Optional<Seen<T>> earliest(Stream<Seen<T>> seen) {
        return seen.min(Comparator.<Seen<T>>comparingDouble(Seen::at).thenComparingInt(Seen::n));
    }

    private static Optional<Seen<?>> earliestOf(Stream<? extends Seen<?>> seen) {
        List<? extends Seen<?>> found = seen.toList();
        Seen<?> earliest = null;
        for (Seen<?> one : found) {
            if (earliest == null
                    || one.at() < earliest.at()
                    || (one.at() == earliest.at() && one.n() < earliest.n())) {
                earliest = one;
            }
        }
        return Optional.ofNullable(earliest);
    }
}
