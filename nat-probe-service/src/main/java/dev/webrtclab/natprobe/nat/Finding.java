package dev.webrtclab.natprobe.nat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A value that was measured, or the reason why it was not; so "no" and "not known" stay apart. */
public sealed interface Finding<T> {

    record Known<T>(T value) implements Finding<T> {}

    /**
     * @param reason why, as a code the user interface can translate
     * @param params what the sentence is about, for example {@code server}
     */
    record Unknown<T>(UnknownReason reason, Map<String, String> params) implements Finding<T> {
        public Unknown {
            params = Map.copyOf(new TreeMap<>(params));
        }

        /** The reason as an English sentence. */
        public String why() {
            return Sentence.of(reason.why(), params);
        }

        /** What would decide it, as an English sentence. */
        public String decidedBy() {
            return Sentence.of(reason.decidedBy(), params);
        }

        <U> Unknown<U> as() {
            return new Unknown<>(reason, params);
        }
    }

    static <T> Finding<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Finding<T> unknown(UnknownReason reason) {
        return new Unknown<>(reason, Map.of());
    }

    static <T> Finding<T> unknown(UnknownReason reason, String name, Object value) {
        return new Unknown<>(reason, Map.of(name, value.toString()));
    }

    default Optional<T> find() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Unknown<T> _ -> Optional.empty();
        };
    }

    default boolean is(T expected) {
        return find().filter(expected::equals).isPresent();
    }
}
