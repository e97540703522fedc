package dev.webrtclab.protocol.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derives the wire form from the Java types, so that there is no second list: a record of a sealed
 * interface is named by its snake-case name, an enum constant by its lower-case name with hyphens.
 */
final class SealedFamilies extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
            MapperConfig<?> config, Annotated annotated) {
        return familyOf(annotated.getRawType())
                .map(
                        family ->
                                JsonTypeInfo.Value.construct(
                                        JsonTypeInfo.Id.NAME,
                                        JsonTypeInfo.As.PROPERTY,
                                        discriminator(family),
                                        null,
                                        false,
                                        true))
                .orElseGet(() -> super.findPolymorphicTypeInfo(config, annotated));
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isSealed()) {
            return super.findSubtypes(annotated);
        }
        return members(type).stream()
                .map(member -> new NamedType(member, wireName(member)))
                .toList();
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
        return familyOf(type.getRawType()).isPresent() && type.getRawType().isRecord()
                ? wireName(type.getRawType())
                : super.findTypeName(type);
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config,
            AnnotatedClass type,
            Enum<?>[] constants,
            @Nullable String[] names) {
        for (int i = 0; i < constants.length; i++) {
            names[i] = wireName(constants[i]);
        }
        @SuppressWarnings("NullAway")
        String[] complete = names;
        return complete;
    }

    /** {@code IceCandidate} → {@code ice_candidate}. */
    static String wireName(Class<?> record) {
        return record.getSimpleName()
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code FIRST_RTP} → {@code first-rtp}. */
    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All records of a sealed family, through sealed interfaces in between. */
    static List<Class<?>> members(Class<?> family) {
        List<Class<?>> members = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                members.addAll(members(permitted));
            } else {
                members.add(permitted);
            }
        }
        return members;
    }

    private static Optional<Class<?>> familyOf(Class<?> type) {
        if (type.isSealed()) {
            return Optional.of(type);
        }
        if (!type.isRecord()) {
            return Optional.empty(); // java.lang.Long is a member of a sealed family too
        }
        for (Class<?> parent : type.getInterfaces()) {
            if (parent.isSealed()) {
                return Optional.of(parent);
            }
        }
        return Optional.empty();
    }

    private static String discriminator(Class<?> family) {
        Discriminator named = family.getAnnotation(Discriminator.class);
        return named == null ? "type" : named.value();
    }
}
