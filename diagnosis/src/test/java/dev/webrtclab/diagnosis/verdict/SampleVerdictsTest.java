package dev.webrtclab.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.SessionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event list gets the verdict that its file is named after. */
class SampleVerdictsTest {
    private static final int SHUFFLES = 20;

    static Stream<String> samples() {
        return Samples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sample_getsItsVerdict(String name) {
        Verdict verdict = Samples.verdict(Samples.read(name));
        String expected = Samples.code(name);
        List<String> said = new ArrayList<>(List.of(verdict.code().word()));
        boolean isReason =
                Arrays.stream(Code.values())
                                .anyMatch(
                                        code -> code.word().equals(expected) && code.isReasonOnly())
                        || name.equals("vpn-path--connected");
        if (isReason) {
            verdict.reasons().forEach(reason -> said.add(reason.code()));
            assertThat(said).contains(expected);
        } else {
            assertThat(said).as(verdict.toString()).containsExactly(expected);
        }
    }

    @Test
    void everyCode_hasASample() {
        Set<String> proved = new HashSet<>(Samples.names().stream().map(Samples::code).toList());
        assertThat(Arrays.stream(Code.values()).map(Code::word).toList())
                .allMatch(proved::contains);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sample_isReadInBothLanguages_withNothingLeftOpen(String name) {
        for (Text text : texts(Samples.verdict(Samples.read(name)))) {
            assertThat(text.en()).isNotBlank().doesNotContain("{", "}", "null");
            assertThat(text.nl()).isNotBlank().doesNotContain("{", "}", "null");
            assertThat(text.nl()).isNotEqualTo(text.en());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void badVerdict_saysWhyAndWhatToDo(String name) {
        Verdict verdict = Samples.verdict(Samples.read(name));
        if (verdict.tone() == Tone.BAD) {
            assertThat(verdict.reasons()).isNotEmpty();
            assertThat(verdict.reasons().getFirst().events()).isNotEmpty();
            assertThat(verdict.next()).isNotEmpty();
        }
    }

    /** Nobody measures a duration of zero; where one observation shows both ends, it says so. */
    @ParameterizedTest
    @MethodSource("samples")
    void duration_isMeasured_orAbsent(String name) {
        for (StageReport stage : Samples.verdict(Samples.read(name)).stages()) {
            if (stage.took() != null) {
                assertThat(stage.took()).as(stage.toString()).isPositive();
            }
        }
    }

    @Test
    void stage_thatOneObservationBeganAndDecided_hasNoDuration() {
        StageReport nomination =
                Edit.of("connected-direct").verdict().stages().get(Stage.NOMINATION.ordinal());
        assertThat(nomination.result()).isEqualTo(StageReport.Result.PASSED);
        assertThat(nomination.at()).isEqualTo(50.0);
        assertThat(nomination.took()).isNull();
        assertThat(nomination.why()).extracting(Remark::code).isEqualTo("told-at-once");
    }

    @Test
    void stage_thatSeemsToEndBeforeItBegan_hasNoDuration() {
        StageReport picture =
                Edit.of("connected-direct")
                        .set(Edit.event("first_frame_decoded"), "at", "1795251600093.0")
                        .verdict()
                        .stages()
                        .get(Stage.FIRST_FRAME.ordinal());
        assertThat(picture.took()).isNull();
        assertThat(picture.why()).extracting(Remark::code).isEqualTo("closer-than-clocks");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyPrefix_isJudged_onEventsItHas(String name) {
        SessionRecord record = Samples.read(name);
        for (int length = 0; length <= record.events().size(); length++) {
            SessionRecord cut = Samples.with(record, record.events().subList(0, length));
            assertSound(cut, Samples.verdict(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyPart_isJudged_onEventsItHas(String name) {
        SessionRecord record = Samples.read(name);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < SHUFFLES; i++) {
            List<SessionEvent> events = new ArrayList<>(record.events());
            Collections.shuffle(events, random);
            SessionRecord part =
                    Samples.with(record, events.subList(0, random.nextInt(events.size() + 1)));
            assertSound(part, Samples.verdict(part));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void orderOfTheList_doesNotMatter(String name) {
        SessionRecord record = Samples.read(name);
        Verdict verdict = Samples.verdict(record);
        List<SessionEvent> events = new ArrayList<>(record.events());
        Collections.shuffle(events, new Random(name.hashCode()));
        assertThat(Samples.verdict(Samples.with(record, events))).isEqualTo(verdict);
        assertThat(Samples.verdict(record)).isEqualTo(verdict);
    }

    private static void assertSound(SessionRecord record, Verdict verdict) {
        Set<Integer> numbers = new HashSet<>();
        record.events().forEach(event -> numbers.add(event.n()));
        assertThat(verdict.stages()).hasSize(Stage.values().length);
        verdict.stages().forEach(stage -> assertThat(numbers).containsAll(stage.events()));
        remarks(verdict).forEach(remark -> assertThat(numbers).containsAll(remark.events()));
        texts(verdict).forEach(text -> assertThat(text.en() + text.nl()).doesNotContain("{"));
    }

    private static List<Remark> remarks(Verdict verdict) {
        List<Remark> remarks = new ArrayList<>(verdict.reasons());
        remarks.addAll(verdict.next());
        remarks.addAll(verdict.missing());
        verdict.stages().stream()
                .map(StageReport::why)
                .filter(Objects::nonNull)
                .forEach(remarks::add);
        return remarks;
    }

    private static List<Text> texts(Verdict verdict) {
        List<Text> texts = new ArrayList<>(List.of(verdict.sentence()));
        remarks(verdict).forEach(remark -> texts.add(remark.text()));
        return texts;
    }
}
