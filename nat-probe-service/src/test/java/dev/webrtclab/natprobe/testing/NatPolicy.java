package dev.webrtclab.natprobe.testing;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A NAT made of two rules of RFC 4787: which mapping a packet gets, and which packets come back in.
 */
public final class NatPolicy {
    private final @Nullable MappingBehavior mapping;
    private final FilteringBehavior filtering;
    private final Endpoint outside;
    private final Map<Object, Endpoint> mappings = new HashMap<>();
    private final Map<Endpoint, Set<Endpoint>> talked = new HashMap<>();
    private int nextPort = 20_000;

    /**
     * @param mapping null for no NAT, only a filter
     */
    public NatPolicy(
            @Nullable MappingBehavior mapping, FilteringBehavior filtering, Endpoint outside) {
        this.mapping = mapping;
        this.filtering = filtering;
        this.outside = outside;
    }

    /** A packet goes out: how the server sees its source. */
    public synchronized Endpoint outward(Endpoint client, Endpoint server) {
        Endpoint mapped =
                mapping == null
                        ? client
                        : mappings.computeIfAbsent(
                                key(client, server), _ -> outside.withPort(nextPort++));
        talked.computeIfAbsent(mapped, _ -> new HashSet<>()).add(server);
        return mapped;
    }

    private Object key(Endpoint client, Endpoint server) {
        return switch (Objects.requireNonNull(mapping)) {
            case ENDPOINT_INDEPENDENT -> client;
            case ADDRESS_DEPENDENT -> java.util.List.of(client, server.address());
            case ADDRESS_AND_PORT_DEPENDENT -> java.util.List.of(client, server);
        };
    }

    /** Whether a packet from {@code source} to this mapping comes through. */
    public synchronized boolean letsIn(Endpoint source, Endpoint mapped) {
        Set<Endpoint> known = talked.getOrDefault(mapped, Set.of());
        return switch (filtering) {
            case ENDPOINT_INDEPENDENT -> !known.isEmpty();
            case ADDRESS_DEPENDENT ->
                    known.stream().anyMatch(server -> server.address().equals(source.address()));
            case ADDRESS_AND_PORT_DEPENDENT -> known.contains(source);
        };
    }
}
