package dev.webrtclab.e2e.faults;

import java.util.Optional;

/**
 * What became of one fault.
 *
 * @param fault what was caused
 * @param verdict what was said in the end, if anything
 * @param session the record that says it, if there is one
 * @param seconds from the start of the call to the verdict
 * @param problem why it could not be caused or seen, or what the undoing left broken
 */
public record Outcome(
        Fault fault,
        Optional<Verdict> verdict,
        Optional<String> session,
        double seconds,
        Optional<String> problem) {
    /** Whether it was named rightly, in both languages, and the lab is well again. */
    public boolean isRight() {
        return problem.isEmpty()
                && verdict.filter(said -> said.names(fault.expected()) && said.isBilingual())
                        .isPresent();
    }

    /** What was seen, in a few words. */
    public String seen() {
        return verdict.map(said -> said.seen(fault.expected())).orElse("nothing");
    }

    /** One line for people. */
    public String line() {
        return "%s %-32s %-40s %5.1f s%s"
                .formatted(
                        isRight() ? "✓" : "✗",
                        fault.name(),
                        seen(),
                        seconds,
                        isRight()
                                ? ""
                                : "  expected "
                                        + String.join(" or ", fault.expected())
                                        + problem.map(why -> "; " + why).orElse("")
                                        + session.map(id -> "; session " + id).orElse(""));
    }
}
