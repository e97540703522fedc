package dev.webrtclab.protocol.contract;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.webrtclab.protocol.json.Discriminator;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schema of a sealed family, by the same rules as {@code WireJson}. */
final class WireSchemas {
    private static final String ID = "^[A-Za-z0-9._:@-]{1,64}$";

    private WireSchemas() {}

    static ObjectNode of(Class<?> family) {
        return generate(
                family,
                builder().with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.INLINE_NULLABLE_SCHEMAS),
                WireSchemas::wireName);
    }

    /**
     * One record as it is in a session file: in one piece, names in camel case, no discriminator.
     */
    static ObjectNode inFile(Class<?> record) {
        ObjectNode schema =
                generate(
                        record,
                        builder().with(Option.INLINE_ALL_SCHEMAS),
                        FieldScope::getDeclaredName);
        schema.remove("$schema");
        return schema;
    }

    private static SchemaGeneratorConfigBuilder builder() {
        return new SchemaGeneratorConfigBuilder(
                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    }

    private static ObjectNode generate(
            Class<?> family,
            SchemaGeneratorConfigBuilder builder,
            Function<FieldScope, String> name) {
        builder.forFields()
                .withPropertyNameOverrideResolver(name::apply)
                .withNullableCheck(field -> false)
                .withRequiredCheck(field -> !isNullable(field));
        builder.forTypesInGeneral()
                .withSubtypeResolver(
                        (type, context) ->
                                type.getErasedType().isSealed()
                                        ? members(type.getErasedType())
                                                .map(
                                                        member ->
                                                                context.getTypeContext()
                                                                        .resolveSubtype(
                                                                                type, member))
                                                .toList()
                                        : null)
                .withCustomDefinitionProvider(
                        (type, context) ->
                                text(
                                        type.getErasedType(),
                                        context.getGeneratorConfig().createObjectNode()))
                .withTypeAttributeOverride(
                        (node, scope, context) -> addDiscriminator(node, scope.getType()));
        return new SchemaGenerator(builder.build()).generateSchema(family);
    }

    private static void addDiscriminator(ObjectNode node, ResolvedType type) {
        Class<?> member = type.getErasedType();
        Class<?> family =
                Arrays.stream(member.getInterfaces())
                        .filter(Class::isSealed)
                        .findFirst()
                        .orElse(null);
        if (!member.isRecord() || family == null) {
            return;
        }
        Discriminator named = family.getAnnotation(Discriminator.class);
        String field = named == null ? "type" : named.value();
        node.withObjectProperty("properties")
                .putObject(field)
                .put("const", snake(member.getSimpleName()));
        ArrayNode required = node.withArrayProperty("required");
        required.insert(0, field);
    }

    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }

    /** Ids and enum constants are texts on the wire. */
    private static @Nullable CustomDefinition text(Class<?> type, ObjectNode node) {
        node.put("type", "string");
        if (type == PeerId.class || type == RoomId.class) {
            node.put("pattern", ID);
        } else if (type.isEnum()) {
            ArrayNode values = node.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                values.add(hyphens(((Enum<?>) constant).name()));
            }
        } else {
            return null;
        }
        return new CustomDefinition(node, true);
    }

    private static String wireName(FieldScope field) {
        JsonProperty named = field.getAnnotation(JsonProperty.class);
        return named != null ? named.value() : snake(field.getDeclaredName());
    }

    private static boolean isNullable(FieldScope field) {
        Class<?> type = field.getDeclaringType().getErasedType();
        @Nullable RecordComponent component =
                type.isRecord()
                        ? Arrays.stream(type.getRecordComponents())
                                .filter(c -> c.getName().equals(field.getDeclaredName()))
                                .findFirst()
                                .orElse(null)
                        : null;
        return component != null
                && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String snake(String name) {
        return SnakeCaseStrategy.INSTANCE.translate(name);
    }

    private static String hyphens(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
