package dev.webrtclab.e2e.faults;

import java.util.List;
import java.util.Set;

/**
 * One thing that goes wrong in a call.
 *
 * @param name of it, unique in the catalogue
 * @param how it is caused, for people
 * @param expected codes of which the verdict, or one of its reasons, must be one
 * @param scope what of the lab it touches
 * @param call through which it is seen
 * @param causes in the order in which they happen
 */
public record Fault(
        String name, String how, Set<String> expected, Scope scope, Call call, List<Timed> causes) {
    /** What else suffers while a fault lasts. */
    public enum Scope {
        /** Nothing but what belongs to this fault alone: others may be caused at the same time. */
        OWN,
        /** A part that all calls need: nothing else may happen meanwhile. */
        LAB
    }

    /** When a cause sets in. */
    public enum Moment {
        /** Before the page is opened. */
        BEFORE,
        /** The page is open and nobody pressed Start. */
        OPENED,
        /** Pictures are shown. */
        PLAYING
    }

    /** A cause and its moment. */
    public record Timed(Moment moment, Cause cause) {}

    public Fault {
        expected = Set.copyOf(expected);
        causes = List.copyOf(causes);
        if (expected.isEmpty()) {
            throw new IllegalArgumentException(name + " expects no verdict");
        }
    }

    /** A fault by which only its own call suffers. */
    static Fault named(String name, String how, Call call, String... expected) {
        return new Fault(name, how, Set.of(expected), Scope.OWN, call, List.of());
    }

    /** The same with one more cause, before the page is opened. */
    Fault by(Cause cause) {
        return with(Moment.BEFORE, cause);
    }

    /** The same with one more cause, once the page is open. */
    Fault onceOpen(Cause cause) {
        return with(Moment.OPENED, cause);
    }

    /** The same with one more cause, once pictures are shown. */
    Fault oncePlaying(Cause cause) {
        return with(Moment.PLAYING, cause);
    }

    /** The same as one that the whole lab suffers from. */
    Fault ofTheLab() {
        return new Fault(name, how, expected, Scope.LAB, call, causes);
    }

    private Fault with(Moment moment, Cause cause) {
        List<Timed> more = new java.util.ArrayList<>(causes);
        more.add(new Timed(moment, cause));
        return new Fault(name, how, expected, scope, call, more);
    }

    List<Cause> at(Moment moment) {
        return causes.stream().filter(timed -> timed.moment() == moment).map(Timed::cause).toList();
    }
}
