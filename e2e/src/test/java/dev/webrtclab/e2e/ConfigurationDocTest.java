package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/configuration.md, the services' configuration interfaces and Compose tell the same. */
class ConfigurationDocTest {
    private static final String NONE = "none";

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|\n *//[^\n]*");

    /** What matters in an interface of a {@code @ConfigMapping}, in the order of the source. */
    private static final Pattern PIECE =
            Pattern.compile(
                    "@ConfigMapping\\(prefix = \"(?<prefix>.*?)\"\\)"
                            + "|interface (?<type>\\w+) \\{|\n *(?<end>})"
                            + "|@WithDefault\\(\"(?<value>.*?)\"\\)"
                            + "|@WithName\\(\"(?<name>.*?)\"\\)"
                            + "|Map<String, (?<entry>\\w+)> \\w+\\(\\);"
                            + "|(?<method>\\w+)\\(\\);");

    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| `(?<property>[^`]+)` \\| `(?<variable>[A-Z0-9_]+)`"
                            + " \\| (?<value>none|`[^`]+`) \\| \\S.* \\|$");

    private static final Pattern SERVICE = Pattern.compile("  ([\\w-]+):");
    private static final Pattern VARIABLE = Pattern.compile("      ([A-Z][A-Z0-9_]*):.*");

    enum Service {
        SIGNALING("signaling-service", "signaling/SignalingConfig"),
        MEDIA_PEER("media-peer-service", "mediapeer/MediaPeerConfig"),
        NAT_PROBE(
                "nat-probe-service",
                "natprobe/probe/NatProbeConfig",
                "natprobe/turn/rest/TurnCheckConfig");

        private final String module;
        private final List<String> types;

        Service(String module, String... types) {
            this.module = module;
            this.types = List.of(types);
        }

        /** Default by property, {@link #NONE} where the interface has none. */
        Map<String, String> inCode() throws IOException {
            Map<String, String> all = new TreeMap<>();
            for (String type : types) {
                all.putAll(
                        properties(
                                read(
                                        "%s/src/main/java/dev/webrtclab/%s.java"
                                                .formatted(module, type))));
            }
            return all;
        }

        /** Default by property, from the table below this service's heading. */
        Map<String, String> onThePage() throws IOException {
            String section =
                    read("docs/configuration.md")
                            .split("(?m)^### " + module + "$", 2)[1]
                            .split("(?m)^##", 2)[0];
            Map<String, String> rows = new TreeMap<>();
            for (MatchResult row : ROW.matcher(section).results().toList()) {
                String property = row.group("property");
                assertThat(row.group("variable")).isEqualTo(variable(property));
                rows.put(property, row.group("value").replace("`", ""));
            }
            return rows;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyProperty_standsOnThePageWithItsDefault(Service service) throws IOException {
        assertThat(service.onThePage()).isNotEmpty().isEqualTo(service.inCode());
    }

    @ParameterizedTest
    @EnumSource
    void everyVariableInCompose_isKnownToItsService(Service service) throws IOException {
        List<String> known =
                service.inCode().keySet().stream().map(ConfigurationDocTest::variable).toList();

        assertThat(inCompose(service.module)).isNotEmpty().isSubsetOf(known);
    }

    /** An inner interface is named like the property that returns it, or that maps names to it. */
    private static Map<String, String> properties(String source) {
        String code = COMMENT.matcher(source).replaceAll("");
        List<MatchResult> pieces = PIECE.matcher(code).results().toList();
        Map<String, String> properties = new TreeMap<>();
        Set<String> groups = new TreeSet<>();
        Set<String> entries = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        String value = NONE;
        String name = null;
        for (MatchResult piece : pieces) {
            if (piece.group("prefix") != null) {
                open.add(piece.group("prefix"));
            } else if (piece.group("entry") != null) {
                entries.add(piece.group("entry"));
            } else if (piece.group("type") != null) {
                String type = piece.group("type");
                open.add(
                        properties.isEmpty()
                                ? ""
                                : kebab(type) + (entries.contains(type) ? ".<name>" : ""));
                if (!entries.contains(type)) {
                    groups.add(path(open));
                }
            } else if (piece.group("end") != null) {
                open.removeLast();
            } else if (piece.group("value") != null) {
                value = piece.group("value");
            } else if (piece.group("name") != null) {
                name = piece.group("name");
            } else {
                open.add(name != null ? name : kebab(piece.group("method")));
                properties.put(path(open), value);
                open.removeLast();
                value = NONE;
                name = null;
            }
        }
        assertThat(properties.keySet()).containsAll(groups.stream().skip(1).toList());
        properties.keySet().removeAll(groups);
        return properties;
    }

    private static String path(Deque<String> open) {
        return open.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
    }

    private static Set<String> inCompose(String wanted) throws IOException {
        Set<String> variables = new TreeSet<>();
        String service = "";
        boolean environment = false;
        for (String line : read("docker-compose.yml").lines().toList()) {
            Matcher variable = VARIABLE.matcher(line);
            if (SERVICE.matcher(line).matches()) {
                service = line.strip().replace(":", "");
            } else if (line.matches(" {0,4}\\S.*")) {
                environment = line.equals("    environment:");
            } else if (environment && service.equals(wanted) && variable.matches()) {
                variables.add(variable.group(1));
            }
        }
        return variables;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Lab.root().resolve(file));
    }
}
