package dev.webrtclab.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what strangers may put into a record small and printable: texts, lists and numbers of a
 * record and of those in it, and nothing missing that is not {@link Nullable}.
 */
public final class Bounds {
    private static final int LONGEST_TEXT = 512;
    private static final int LONGEST_LIST = 64;

    private Bounds() {}

    /**
     * Looks at all components.
     *
     * @throws IllegalArgumentException with a sentence for the sender, if one breaks the bounds
     */
    public static void check(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (value == null
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(component.getName() + " is missing");
            }
            check(component.getName(), value);
        }
    }

    private static void check(String name, @Nullable Object value) {
        if (value instanceof String text) {
            if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        name
                                + " must be at most "
                                + LONGEST_TEXT
                                + " characters without control ones");
            }
        } else if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(name + " must be a finite number");
            }
        } else if (value instanceof List<?> list) {
            if (list.size() > LONGEST_LIST) {
                throw new IllegalArgumentException(
                        name + " must have at most " + LONGEST_LIST + " entries");
            }
            list.forEach(entry -> check(name, entry));
        } else if (value instanceof Record inner) {
            check(inner);
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an accessor of a public record", e);
        }
    }
}
