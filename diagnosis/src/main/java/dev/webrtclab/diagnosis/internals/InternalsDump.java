package dev.webrtclab.diagnosis.internals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Environment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what "Create a WebRTC-Internals dump" of Chromium saves: JSON with {@code PeerConnections},
 * each with its configuration, its update log and its statistics. Old and new forms are read;
 * passwords, ICE passwords and credentials never are. Safe for any number of threads.
 */
public final class InternalsDump {
    /** Longest dump that is read, in characters. */
    public static final int LONGEST = 32 * 1024 * 1024;

    private static final int LONGEST_STRING = 4 * 1024 * 1024;
    private static final int DEEPEST = 32;
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_UPDATES = 20_000;
    private static final int MOST_SERVERS = 32;
    private static final String CONNECTIONS = "PeerConnections";
    private static final Pattern URL =
            Pattern.compile("\\b(?:stuns?|turns?):[A-Za-z0-9\\[\\]:._?=-]{1,250}");
    private static final Pattern RELAY_ONLY =
            Pattern.compile("iceTransportPolicy\"?\\s*:\\s*\"?relay");
    private static final ObjectMapper MAPPER = mapper();

    private InternalsDump() {}

    private static ObjectMapper mapper() {
        return JsonMapper.builder(
                        JsonFactory.builder()
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(DEEPEST)
                                                .maxStringLength(LONGEST_STRING)
                                                .maxDocumentLength(LONGEST)
                                                .maxNumberLength(64)
                                                .maxNameLength(1024)
                                                .build())
                                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                .build())
                .build();
    }

    /** Whether a text looks like a dump rather than a session file. */
    public static boolean isDump(String text) {
        return text.stripLeading().startsWith("{") && text.contains('"' + CONNECTIONS + '"');
    }

    /**
     * The connection with the longest history as a record of one end.
     *
     * @throws RefusedException {@link ErrorCode#MALFORMED_JSON} or {@link
     *     ErrorCode#SESSION_FILE_REFUSED}; its detail never repeats the input
     */
    public static Imported read(String text) throws RefusedException {
        JsonNode dump;
        try {
            if (text.length() > LONGEST) {
                throw refused("a dump may have at most " + LONGEST + " characters");
            }
            dump = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the dump is not JSON");
        }
        JsonNode connections = dump.path(CONNECTIONS);
        if (!connections.isObject() || connections.isEmpty()) {
            throw refused("the dump has no peer connection");
        }
        JsonNode longest = null;
        int used = 0;
        for (Map.Entry<String, JsonNode> entry : connections.properties()) {
            JsonNode connection = entry.getValue();
            if (++used > MOST_CONNECTIONS) {
                break;
            }
            if (longest == null || length(connection) > length(longest)) {
                longest = connection;
            }
        }
        return imported(Objects.requireNonNull(longest), connections.size() - 1, dump);
    }

    private static int length(JsonNode connection) {
        return connection.path("updateLog").size();
    }

    private static Imported imported(JsonNode connection, int others, JsonNode dump)
            throws RefusedException {
        List<Told> updates = new ArrayList<>();
        for (JsonNode entry : connection.path("updateLog")) {
            if (updates.size() < MOST_UPDATES) {
                Told.of(entry, MAPPER).ifPresent(updates::add);
            }
        }
        if (updates.isEmpty()) {
            throw refused("the dump's connection has no update with a time");
        }
        Half half = new Half();
        Series series = new Series(connection.path("stats"), MAPPER);
        Statistics statistics = new Statistics(half, series);
        UpdateLog log = new UpdateLog(half, statistics::server);
        double startedAt = updates.stream().mapToDouble(Told::at).min().orElseThrow();
        half.observed(startedAt, Half.EXACT_MS, environment(connection));
        updates.forEach(log::take);
        statistics.take();
        List<Point> missing =
                new ArrayList<>(List.of(Point.of("dump-other-end"), Point.of("dump-servers")));
        missing.add(Point.of(series.isEmpty() ? "dump-no-statistics" : "dump-each-second"));
        if (others > 0) {
            missing.add(Point.of("dump-other-connections").with("count", others));
        }
        return new Imported(
                half.record(log.isCaller(), startedAt, log.closedAt()),
                Text.time(dump.get("timestamp")).orElse(startedAt),
                missing);
    }

    /** URLs, policy and where the page came from; user names and credentials are not looked at. */
    private static Environment environment(JsonNode connection) {
        JsonNode told = connection.path("rtcConfiguration");
        String configuration = told.isTextual() ? told.asText() : told.toString();
        Set<String> urls = new LinkedHashSet<>();
        Matcher url = URL.matcher(configuration);
        while (url.find() && urls.size() < MOST_SERVERS) {
            urls.add(url.group());
        }
        return new Environment(
                null,
                origin(connection.path("url").asText("")),
                null,
                null,
                null,
                RELAY_ONLY.matcher(configuration).find() ? "relay" : "all",
                List.copyOf(urls));
    }

    private static @Nullable String origin(String page) {
        Matcher host = Pattern.compile("https?://(\\[[^\\]]+\\]|[^:/]+).*").matcher(page);
        if (!host.matches()) {
            return null;
        }
        return switch (Address.kind(Address.host(host.group(1)))) {
            case LOOPBACK -> "loopback";
            case PRIVATE, LINK_LOCAL, HIDDEN -> "private";
            case PUBLIC, UNKNOWN -> "public";
        };
    }

    private static RefusedException refused(String why) {
        return new RefusedException(ErrorCode.SESSION_FILE_REFUSED, why);
    }
}
