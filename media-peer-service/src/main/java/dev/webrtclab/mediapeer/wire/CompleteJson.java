package dev.webrtclab.mediapeer.wire;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * {@link WireJson} that also refuses messages with missing fields: what is not declared {@link
 * Nullable} has a value, in records below the message too.
 *
 * @param <T> the sealed interface
 */
public final class CompleteJson<T> {
    private final WireJson<T> json;

    private CompleteJson(WireJson<T> json) {
        this.json = json;
    }

    /** The JSON form of a sealed interface whose members are records. */
    public static <T> CompleteJson<T> of(Class<T> family) {
        return new CompleteJson<>(WireJson.of(family));
    }

    /**
     * Reads one message.
     *
     * @throws RefusedException as {@link WireJson#decode}, and when a field is missing
     */
    public T decode(String text) throws RefusedException {
        T message = json.decode(text);
        check(message);
        return message;
    }

    private static void check(Object value) throws RefusedException {
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                check(element);
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                check(component, record);
            }
        }
    }

    private static void check(RecordComponent component, Record record) throws RefusedException {
        Object value;
        try {
            value = component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of wire records are public", e);
        }
        if (value != null) {
            check(value);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, component.getName() + " is missing");
        }
    }
}
