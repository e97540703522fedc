package dev.webrtclab.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what strangers may put into a record small and printable: texts, lists and numbers of a
 * record and of those in it, all of them together, and nothing missing that is not {@link
 * Nullable}.
 */
public final class Bounds {
    private static final int LONGEST_TEXT = 512;
    private static final int LONGEST_LIST = 64;

    /** Five sections of a description with 45 codecs each take 12 KiB. */
    private static final int LARGEST_RECORD = 16 * 1024;

    /** A tree is kept as it came: the NAT report of a participant. */
    private static final int LARGEST_TREE = 64 * 1024;

    /** What the Java heap needs for a text beside its characters, in bytes. */
    private static final int PER_TEXT = 48;

    private static final int PER_NUMBER = 16;
    private static final int PER_NODE = 64;

    private Bounds() {}

    /**
     * Looks at all components.
     *
     * @throws IllegalArgumentException with a sentence for the sender, if one breaks the bounds
     */
    public static void check(Record record) {
        checkParts(record);
        if (size(record, false) > LARGEST_RECORD) {
            throw new IllegalArgumentException(
                    "all texts together must be at most "
                            + LARGEST_RECORD
                            + " bytes, where each counts "
                            + PER_TEXT
                            + " more than it has");
        }
    }

    /**
     * What the texts and lists of a record and of those in it take on the Java heap, in bytes, as
     * an estimate; numbers and objects of fixed size are not counted.
     */
    public static int size(Record record) {
        return size(record, true);
    }

    /** The same of one text. */
    public static int size(String text) {
        boolean isLatin = text.chars().allMatch(character -> character < 256);
        return PER_TEXT + (isLatin ? 1 : 2) * text.length();
    }

    private static void checkParts(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (value == null
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(component.getName() + " is missing");
            }
            checkPart(component.getName(), value);
        }
    }

    private static void checkPart(String name, @Nullable Object value) {
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
            list.forEach(entry -> checkPart(name, entry));
        } else if (value instanceof Record inner) {
            checkParts(inner);
        } else if (value instanceof JsonNode tree && size(tree) > LARGEST_TREE) {
            throw new IllegalArgumentException(name + " is too large");
        }
    }

    private static int size(Record record, boolean withTrees) {
        int size = 0;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            size += size(value(record, component), withTrees);
        }
        return size;
    }

    private static int size(@Nullable Object value, boolean withTrees) {
        if (value instanceof String text) {
            return size(text);
        } else if (value instanceof List<?> list) {
            int size = 0;
            for (Object entry : list) {
                size += entry instanceof Number ? PER_NUMBER : size(entry, withTrees);
            }
            return size;
        } else if (value instanceof Record inner) {
            return size(inner, withTrees);
        }
        return withTrees && value instanceof JsonNode tree ? size(tree) : 0;
    }

    private static int size(JsonNode tree) {
        int size = PER_NODE + (tree.isTextual() ? size(tree.textValue()) : 0);
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            size += size(field.getKey()) + size(field.getValue());
        }
        if (tree.isArray()) {
            for (JsonNode entry : tree) {
                size += size(entry);
            }
        }
        return size;
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an accessor of a public record", e);
        }
    }
}
