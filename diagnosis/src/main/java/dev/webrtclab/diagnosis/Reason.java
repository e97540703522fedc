package dev.webrtclab.diagnosis;

import java.util.Map;
import java.util.TreeMap;

/**
 * One fact that decided something, as a code for translations with its parameters.
 *
 * @param code in kebab case, stable
 * @param params what the sentence is about, for example {@code end}
 * @param text the same as an English sentence
 */
public record Reason(String code, Map<String, String> params, String text) {
    public Reason {
        params = Map.copyOf(new TreeMap<>(params));
    }
}
