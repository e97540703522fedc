package dev.webrtclab.natprobe.nat;

import java.util.Map;

/** One sentence of a report beside its verdicts. */
public record Remark(RemarkCode code, Map<String, String> params) {
    public Remark {
        params = Map.copyOf(params);
    }

    static Remark of(RemarkCode code) {
        return new Remark(code, Map.of());
    }

    static Remark of(RemarkCode code, String name, Object value) {
        return new Remark(code, Map.of(name, value.toString()));
    }

    static Remark of(RemarkCode code, String name, Object value, String name2, Object value2) {
        return new Remark(code, Map.of(name, value.toString(), name2, value2.toString()));
    }

    /** The English sentence. */
    public String text() {
        return Sentence.of(code.text(), params);
    }
}
