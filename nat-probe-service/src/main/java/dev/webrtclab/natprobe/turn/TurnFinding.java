package dev.webrtclab.natprobe.turn;

import java.util.Map;
import java.util.TreeMap;

/** One sentence about a check, and what to do next. */
public record TurnFinding(TurnFindingCode code, Map<String, String> params) {
    public TurnFinding {
        params = Map.copyOf(new TreeMap<>(params));
    }

    static TurnFinding of(TurnFindingCode code) {
        return new TurnFinding(code, Map.of());
    }

    static TurnFinding of(TurnFindingCode code, String name, Object value) {
        return new TurnFinding(code, Map.of(name, value.toString()));
    }

    static TurnFinding of(
            TurnFindingCode code, String name, Object value, String name2, Object value2) {
        return new TurnFinding(code, Map.of(name, value.toString(), name2, value2.toString()));
    }

    /** The English sentence. */
    public String text() {
        return fill(code.text());
    }

    /** What to do next, in English. */
    public String next() {
        return fill(code.next());
    }

    private String fill(String template) {
        String sentence = template;
        for (Map.Entry<String, String> param : params.entrySet()) {
            sentence = sentence.replace("{" + param.getKey() + "}", param.getValue());
        }
        return sentence;
    }
}
