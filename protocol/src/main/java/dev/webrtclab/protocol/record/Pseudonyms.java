package dev.webrtclab.protocol.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a session file that can be shown to strangers: addresses, host names, {@code .local} names
 * and TURN user names are replaced wherever they occur, the same one by the same stand-in, so that
 * picture and verdict stay what they are. Ports, times and candidate types stay.
 */
public final class Pseudonyms {
    private static final Pattern IPV4 =
            Pattern.compile(
                    "(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
    private static final Pattern IPV6 =
            Pattern.compile(
                    "(?<![0-9A-Za-z:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![0-9A-Za-z:]|\\.\\d)");
    private static final Pattern LOCAL_NAME =
            Pattern.compile("(?<![\\w-])[\\w-]+\\.local(?![\\w.-])");
    private static final Pattern URL_HOST =
            Pattern.compile("(?<=\\b(?:stuns?|turns?|https?|wss?):(?://)?)(?!/)([A-Za-z][\\w.-]*)");
    private static final Set<String> USER_FIELDS = Set.of("user", "turnUser");
    private static final List<String> TIME_FIELDS = List.of("startedAt", "endedAt");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final AddressPseudonyms addresses;

    private Pseudonyms(AddressPseudonyms addresses) {
        this.addresses = addresses;
    }

    /**
     * The file with stand-ins, marked as such in its field {@code addresses}; the given one stays
     * as it is.
     */
    public static ObjectNode in(ObjectNode file) {
        ObjectNode shared = of(Stream.of(file)).replaced(file.deepCopy());
        shared.put("addresses", "pseudonyms");
        return shared;
    }

    /** Stand-ins for what all parts of a file name. */
    static Pseudonyms of(Stream<ObjectNode> parts) {
        Set<String> real = new HashSet<>();
        parts.forEach(part -> texts(part, real));
        return new Pseudonyms(new AddressPseudonyms(real));
    }

    /** That part of the file, which has stand-ins from now on. */
    ObjectNode replaced(ObjectNode part) {
        replace(part);
        return part;
    }

    private static void texts(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            Matcher matcher = IPV4.matcher(node.textValue());
            while (matcher.find()) {
                found.add(matcher.group());
            }
            Matcher six = IPV6.matcher(node.textValue());
            while (six.find()) {
                found.add(six.group().toLowerCase(java.util.Locale.ROOT));
            }
        } else {
            node.forEach(child -> texts(child, found));
        }
    }

    private void replace(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (TIME_FIELDS.contains(field.getKey())) {
                    continue;
                }
                JsonNode value = field.getValue();
                if (value.isTextual()) {
                    field.setValue(
                            TextNode.valueOf(
                                    USER_FIELDS.contains(field.getKey())
                                            ? name("user-", value.textValue())
                                            : replaced(value.textValue())));
                } else {
                    replace(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (value.isTextual()) {
                    array.set(i, TextNode.valueOf(replaced(value.textValue())));
                } else {
                    replace(value);
                }
            }
        }
    }

    private String replaced(String text) {
        String without = each(LOCAL_NAME, text, name -> name("hidden-", name) + ".local");
        without = each(URL_HOST, without, this::host);
        without = each(IPV4, without, this::ipv4);
        return each(IPV6, without, this::ipv6);
    }

    private static String each(Pattern pattern, String text, UnaryOperator<String> stand) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(stand.apply(found.group())));
    }

    private String host(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("hidden-\\d+\\.local")
                ? host
                : name("host-", host) + ".invalid";
    }

    private String name(String prefix, String real) {
        return names.computeIfAbsent(
                prefix + real, none -> prefix + counts.merge(prefix, 1, Integer::sum));
    }

    private String ipv4(String address) {
        String[] parts = address.split("\\.");
        int[] bytes = new int[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = Integer.parseInt(parts[i]);
            if (bytes[i] > 255) {
                return address; // a version, not an address
            }
        }
        return addresses.of4(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    private String ipv6(String text) {
        int[] groups = groups(text);
        return groups == null ? text : addresses.of6(groups);
    }

    /** The eight groups of an address; {@code null} if it is none, such as a time of day. */
    private static int @Nullable [] groups(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return null;
        }
        String[] head = parts(gap < 0 ? text : text.substring(0, gap));
        String[] tail = gap < 0 ? new String[0] : parts(text.substring(gap + 2));
        int count = head.length + tail.length;
        if (gap < 0 ? count != 8 : count > 7) {
            return null;
        }
        int[] groups = new int[8];
        for (int i = 0; i < head.length; i++) {
            if (head[i].isEmpty()) {
                return null;
            }
            groups[i] = Integer.parseInt(head[i], 16);
        }
        for (int i = 0; i < tail.length; i++) {
            if (tail[i].isEmpty()) {
                return null;
            }
            groups[8 - tail.length + i] = Integer.parseInt(tail[i], 16);
        }
        return groups;
    }

    private static String[] parts(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }
}
