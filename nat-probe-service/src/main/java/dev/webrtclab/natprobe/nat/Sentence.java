package dev.webrtclab.natprobe.nat;

import java.util.Map;

/** Fills {@code {name}} places of a sentence. */
final class Sentence {
    private Sentence() {}

    static String of(String template, Map<String, String> params) {
        String sentence = template;
        for (Map.Entry<String, String> param : params.entrySet()) {
            sentence = sentence.replace("{" + param.getKey() + "}", param.getValue());
        }
        return sentence;
    }
}
