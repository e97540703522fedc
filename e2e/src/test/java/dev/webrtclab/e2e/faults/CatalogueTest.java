package dev.webrtclab.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.faults.Fault.Moment;
import dev.webrtclab.e2e.faults.Fault.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Fault FAULT = Catalogue.all().getFirst();

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]{10,} \\|$");
    private static final Pattern CODE = Pattern.compile("(?m)^    ([A-Z0-9_]+)\\(Tone\\.");

    private static Verdict said(String code, String english, String dutch, String... reasons) {
        return new Verdict(code, "bad", english, dutch, List.of(reasons));
    }

    private static Outcome outcome(Verdict verdict, Optional<String> problem) {
        return new Outcome(FAULT, Optional.of(verdict), Optional.empty(), 1.25, problem);
    }

    @Test
    void catalogue_hasAtLeastTwentyEightFaults_eachWithANameOfItsOwn() {
        assertThat(Catalogue.all()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(Catalogue.all()).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(Catalogue.all())
                .extracting(Fault::name)
                .allMatch(name -> name.matches("[a-z0-9-]{3,40}"));
    }

    @Test
    void everyCode_isCausedByAFault_orNamedWithTheReasonWhyNot() throws IOException {
        String source = read("diagnosis/src/main/java/dev/webrtclab/diagnosis/verdict/Code.java");
        String page = read("docs/diagnosis.md");
        String section = page.substring(page.indexOf("\n## Not in the fault catalogue\n") + 1);
        Set<String> caused = new TreeSet<>();
        Catalogue.all().forEach(fault -> caused.addAll(fault.expected()));
        List<String> notCaused =
                firstGroups(CODE, source).stream()
                        .map(code -> code.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .filter(code -> !caused.contains(code))
                        .toList();

        assertThat(notCaused).isNotEmpty();
        assertThat(firstGroups(ROW, section.split("\n## ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(notCaused);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Lab.root().resolve(file));
    }

    private static List<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void causesThatStopAPartOfTheLab_areNotCausedBesideOthers() {
        for (Fault fault : Catalogue.all()) {
            boolean shared =
                    fault.causes().stream()
                            .map(Fault.Timed::cause)
                            .anyMatch(
                                    cause ->
                                            cause instanceof Cause.Stopped
                                                    || cause
                                                            instanceof
                                                            Cause.Frozen(Cause.Place.OfAllPeers _));
            assertThat(fault.scope()).as(fault.name()).isEqualTo(shared ? Scope.LAB : Scope.OWN);
        }
    }

    @Test
    void scripts_runBeforeThePageDoes() {
        for (Fault fault : Catalogue.all()) {
            assertThat(fault.causes())
                    .filteredOn(timed -> timed.cause() instanceof Cause.Script)
                    .as(fault.name())
                    .allMatch(timed -> timed.moment() == Moment.BEFORE);
        }
    }

    @Test
    void outcome_isRight_whenVerdictOrReasonHasTheCode_andBothLanguagesHaveASentence() {
        String expected = FAULT.expected().iterator().next();
        assertThat(outcome(said(expected, "It is so.", "Het is zo."), Optional.empty()).isRight())
                .isTrue();
        assertThat(
                        outcome(
                                        said("other", "It is so.", "Het is zo.", expected),
                                        Optional.empty())
                                .isRight())
                .isTrue();
        assertThat(outcome(said("other", "It is so.", "Het is zo."), Optional.empty()).isRight())
                .isFalse();
        assertThat(outcome(said(expected, "It is so.", "It is so."), Optional.empty()).isRight())
                .isFalse();
        assertThat(outcome(said(expected, "It is so.", ""), Optional.empty()).isRight()).isFalse();
        assertThat(
                        outcome(said(expected, "It is so.", "Het is zo."), Optional.of("broken"))
                                .isRight())
                .isFalse();
    }

    @Test
    void seen_showsTheReasonThatWasAskedFor() {
        Verdict verdict = said("connected-direct", "Direct.", "Rechtstreeks.", "a", "checks-lossy");
        assertThat(verdict.seen(Set.of("checks-lossy")))
                .isEqualTo("connected-direct (checks-lossy)");
        assertThat(verdict.seen(Set.of("connected-direct"))).isEqualTo("connected-direct");
    }

    @Test
    void markdown_hasARowPerOutcome_andMarksWrongOnes() {
        String page =
                Report.markdown(List.of(outcome(said("other", "It.", "Het."), Optional.empty())));
        assertThat(page).contains("| " + FAULT.name() + " |", "`other` ✗", "| 1.3 |");
        assertThat(page).contains("1 faults, 0 named rightly.");
    }

    @Test
    void undo_undoesEverything_latestFirst_whateverFails() {
        List<String> done = new java.util.ArrayList<>();
        Undo undo = new Undo();
        undo.later(() -> done.add("first"));
        undo.later(
                () -> {
                    throw new IllegalStateException("second fails");
                });
        undo.later(() -> done.add("third"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(undo::close))
                .hasMessage("second fails");
        assertThat(done).containsExactly("third", "first");
    }
}
