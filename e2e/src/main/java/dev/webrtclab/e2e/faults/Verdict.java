package dev.webrtclab.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.e2e.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A verdict as somebody reads it.
 *
 * @param code what it says, for programs
 * @param tone good, warn, bad, …
 * @param english its sentence
 * @param dutch its sentence
 * @param reasons codes of its reasons
 */
record Verdict(String code, String tone, String english, String dutch, List<String> reasons) {
    Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The one of a session's record; empty when there is none. */
    static Optional<Verdict> ofSession(String base, String session) {
        HttpResponse<String> answer = Http.get(base + "/api/sessions/" + session + "/verdict");
        return answer.statusCode() == 200
                ? Optional.of(of(Http.parse(answer.body())))
                : Optional.empty();
    }

    static Verdict of(JsonNode json) {
        List<String> reasons = new ArrayList<>();
        json.path("reasons").forEach(reason -> reasons.add(reason.path("code").asText()));
        return new Verdict(
                json.path("code").asText(),
                json.path("tone").asText(),
                json.path("sentence").path("en").asText(),
                json.path("sentence").path("nl").asText(),
                reasons);
    }

    /** Whether it, or one of its reasons, has one of these codes. */
    boolean names(Set<String> codes) {
        return codes.contains(code) || reasons.stream().anyMatch(codes::contains);
    }

    /** Whether it has a sentence of its own in both languages. */
    boolean isBilingual() {
        return !english.isBlank() && !dutch.isBlank() && !english.equals(dutch);
    }

    /** Its code, and those of the reasons that are asked for. */
    String seen(Set<String> asked) {
        List<String> named = reasons.stream().filter(asked::contains).toList();
        return codes(named);
    }

    private String codes(List<String> named) {
        return named.isEmpty() || named.contains(code)
                ? code
                : code + " (" + String.join(", ", named) + ")";
    }
}
