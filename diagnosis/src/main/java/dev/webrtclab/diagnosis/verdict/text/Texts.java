package dev.webrtclab.diagnosis.verdict.text;

import dev.webrtclab.diagnosis.verdict.Text;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for codes, from one catalogue per language: {@code verdict_en.properties} and {@code
 * verdict_nl.properties}. A sentence names its parameters in braces, {@code {sent}}, with a capital
 * at its beginning, {@code {End}}. Some parameters are words of their own, which the catalogue
 * translates. Where {@code count} is 1, the key with {@code .one} is used if there is one. Safe for
 * any number of threads.
 */
public final class Texts {
    /** Parts of the catalogues. */
    public enum Part {
        VERDICT,
        REASON,
        NEXT,
        MISSING,
        STAGE;

        String key(String code) {
            return name().toLowerCase(Locale.ROOT) + "." + code;
        }
    }

    /** Parameters whose values are words to translate, and the family of words they are of. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "end", "end", "other", "end", "stage", "stage", "reason", "reason", "type",
                    "type", "server", "server");

    private static final String CATALOGUE = Texts.class.getPackageName() + ".verdict";
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)\\}");
    private static final ResourceBundle ENGLISH = catalogue(Locale.ENGLISH);
    private static final ResourceBundle DUTCH = catalogue(Locale.of("nl"));

    private Texts() {}

    private static ResourceBundle catalogue(Locale language) {
        return ResourceBundle.getBundle(
                CATALOGUE,
                language,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The sentence of a code in every language.
     *
     * @throws MissingResourceException if a catalogue lacks it, which a test excludes
     */
    public static Text of(Part part, String code, Map<String, String> params) {
        return new Text(sentence(ENGLISH, part, code, params), sentence(DUTCH, part, code, params));
    }

    private static String sentence(
            ResourceBundle catalogue, Part part, String code, Map<String, String> params) {
        String key = part.key(code);
        String one = key + ".one";
        String form =
                "1".equals(params.get("count")) && catalogue.containsKey(one)
                        ? catalogue.getString(one)
                        : catalogue.getString(key);
        return PARAMETER.matcher(form).replaceAll(found -> quoted(catalogue, found, params));
    }

    private static String quoted(
            ResourceBundle catalogue, MatchResult found, Map<String, String> params) {
        String name = found.group(1);
        String plain = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        String value = params.get(plain);
        if (value == null) {
            return Matcher.quoteReplacement(found.group());
        }
        String word = "word." + WORDS.getOrDefault(plain, "-") + "." + value;
        String said = catalogue.containsKey(word) ? catalogue.getString(word) : value;
        return Matcher.quoteReplacement(plain.equals(name) ? said : capital(said));
    }

    private static String capital(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
