package dev.webrtclab.e2e.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What became of all faults, for people and for programs. */
final class Report {
    private static final String HEAD =
            """
            # The fault catalogue

            Each of these faults is caused for real in the running lab and seen through a real call; the verdict must name it, in English and in Dutch. `./lab faults`
            causes all of them and writes this page with `--markdown docs/faults.md`; `FaultsIT` does the same in every full test. Codes are those of
            `GET /api/sessions/{id}/verdict`; where a call never has a record, the page's own verdict counts. In brackets stands the reason that names the fault when the verdict
            itself says something else, for instance that the call came about all the same. The time is from causing it to reading the verdict, with the call in between.

            Codes that no fault of the lab causes, and why: [diagnosis.md](diagnosis.md#not-in-the-fault-catalogue).

            | Fault | Caused by | Expected | Seen | Seconds |
            | --- | --- | --- | --- | --- |
            """;

    private Report() {}

    /** The page {@code docs/faults.md}. */
    static String markdown(List<Outcome> outcomes) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Outcome outcome : outcomes) {
            page.append(
                    "| %s | %s | %s | %s%s | %s |%n"
                            .formatted(
                                    outcome.fault().name(),
                                    outcome.fault().how(),
                                    codes(outcome.fault().expected().stream().sorted().toList()),
                                    outcome.verdict().isPresent()
                                            ? code(outcome.seen())
                                            : "nothing",
                                    outcome.isRight() ? "" : " ✗",
                                    String.format(Locale.ROOT, "%.1f", outcome.seconds())));
        }
        long right = outcomes.stream().filter(Outcome::isRight).count();
        return page.append("\n%d faults, %d named rightly.\n".formatted(outcomes.size(), right))
                .toString();
    }

    /** The same for programs, with the sentences. */
    static String json(List<Outcome> outcomes) {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode all = mapper.createArrayNode();
        for (Outcome outcome : outcomes) {
            ObjectNode one = all.addObject();
            one.put("fault", outcome.fault().name());
            one.put("cause", outcome.fault().how());
            ArrayNode expected = one.putArray("expected");
            outcome.fault().expected().stream().sorted().forEach(expected::add);
            one.put("right", outcome.isRight());
            one.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
            outcome.session().ifPresent(id -> one.put("session", id));
            outcome.problem().ifPresent(why -> one.put("problem", why));
            outcome.verdict()
                    .ifPresent(
                            verdict -> {
                                ObjectNode said = one.putObject("verdict");
                                said.put("code", verdict.code());
                                said.put("tone", verdict.tone());
                                said.put("en", verdict.english());
                                said.put("nl", verdict.dutch());
                                ArrayNode reasons = said.putArray("reasons");
                                verdict.reasons().forEach(reasons::add);
                            });
        }
        return mapper.valueToTree(all).toPrettyString() + "\n";
    }

    private static String codes(List<String> codes) {
        return String.join(" or ", codes.stream().map(Report::code).toList());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
