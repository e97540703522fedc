package dev.webrtclab.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * JSON form of one sealed family of messages. Field names are snake case, the discriminator is the
 * snake-case record name, unknown fields are ignored, missing ones reach the record's constructor
 * as {@code null}. Safe for any number of threads.
 *
 * @param <T> the sealed interface
 */
public final class WireJson<T> {
    /** Longest text in characters that is looked at; the WebSocket's own limit is below it. */
    private static final int MAX_TEXT = 4 * 65_536;

    private static final int MAX_DEPTH = 8;

    /** Session files hold NAT reports, which are deeper. */
    private static final int MAX_FILE_DEPTH = 16;

    private static final ObjectMapper MAPPER = mapper();

    private final Class<T> family;

    private WireJson(Class<T> family) {
        this.family = family;
    }

    /** The JSON form of a sealed interface whose members are records. */
    public static <T> WireJson<T> of(Class<T> family) {
        if (!family.isSealed()) {
            throw new IllegalArgumentException(family + " is not sealed");
        }
        return new WireJson<>(family);
    }

    /**
     * The mapper with the wire rules, for schema generation and REST shapes that repeat wire
     * shapes.
     */
    public static ObjectMapper mapper() {
        return mapper(MAX_DEPTH, PropertyNamingStrategies.SNAKE_CASE);
    }

    /** The mapper of session files: the same rules with field names in camel case. */
    public static ObjectMapper fileMapper() {
        return mapper(MAX_FILE_DEPTH, PropertyNamingStrategies.LOWER_CAMEL_CASE);
    }

    private static ObjectMapper mapper(int depth, PropertyNamingStrategy names) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(depth)
                                        .maxStringLength(MAX_TEXT)
                                        .maxNumberLength(64)
                                        .maxNameLength(256)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        return JsonMapper.builder(factory)
                .annotationIntrospector(new SealedFamilies())
                .propertyNamingStrategy(names)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    /** The wire name of a member of a sealed family. */
    public static String name(Class<?> member) {
        return SealedFamilies.wireName(member);
    }

    /** The wire names of all members, in the order of the source. */
    public List<String> types() {
        return SealedFamilies.members(family).stream().map(SealedFamilies::wireName).toList();
    }

    /**
     * Reads one message.
     *
     * @throws RefusedException {@link ErrorCode#MALFORMED_JSON}, {@link ErrorCode#UNKNOWN_TYPE} or
     *     {@link ErrorCode#INVALID_MESSAGE}; its detail never repeats the input
     */
    public T decode(String text) throws RefusedException {
        JsonNode tree = tree(text);
        if (!tree.isObject()) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "a message is a JSON object");
        }
        try {
            return MAPPER.treeToValue(tree, family);
        } catch (InvalidTypeIdException e) {
            throw new RefusedException(
                    ErrorCode.UNKNOWN_TYPE, "known types: " + String.join(", ", types()));
        } catch (ValueInstantiationException e) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, reason(e));
        } catch (JsonMappingException e) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "wrong shape at " + path(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has no syntax that could be wrong", e);
        }
    }

    private static JsonNode tree(String text) throws RefusedException {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new RefusedException(ErrorCode.MALFORMED_JSON, "the text is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "not JSON near " + position(e));
        }
    }

    /** Writes one message on one line. */
    public String encode(T message) {
        try {
            return MAPPER.writerFor(family).writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a message of our own does not serialise", e);
        }
    }

    private static String reason(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException bad && bad.getMessage() != null
                ? bad.getMessage()
                : "a field is missing at " + path(e);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder("$");
        e.getPath()
                .forEach(
                        step ->
                                path.append(
                                        step.getFieldName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : "." + printable(step.getFieldName())));
        return path.toString();
    }

    private static String printable(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_]", "?");
        return safe.length() > 40 ? safe.substring(0, 40) : safe;
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? "an unknown position"
                : "line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }
}
