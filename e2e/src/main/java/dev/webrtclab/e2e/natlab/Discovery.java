package dev.webrtclab.e2e.natlab;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What coturn's {@code turnutils_natdiscovery -m -f} found out (RFC 5780).
 *
 * @param mapping the behaviour in the tool's own words, such as "Endpoint Independent"; "none"
 *     without an answer
 * @param filtering likewise
 * @param addresses the addresses as which the server saw us, without ports
 * @param ports the ports of the mapping test alone
 */
public record Discovery(
        String mapping, String filtering, Set<String> addresses, Set<Integer> ports) {
    /** The tool's word for a mapping or a filter that is the same for all remotes. */
    public static final String INDEPENDENT = "Endpoint Independent";

    /** One that asks for the remote's address. */
    public static final String ADDRESS = "Address Dependent";

    /** One that asks for the remote's address and port. */
    public static final String ADDRESS_AND_PORT = "Address and Port Dependent";

    /** No answer. */
    public static final String NONE = "none";

    private static final Pattern VERDICT =
            Pattern.compile("(?:NAT with|No NAT! \\() ?([A-Z][A-Za-z ]+?) (Mapping|Filtering)");
    private static final Pattern REFLEXIVE =
            Pattern.compile("UDP reflexive addr: ([0-9.]+):([0-9]+)");

    /** Reads what the tool printed. */
    public static Discovery parse(String output) {
        String mappingPart = output.split("-= Filtering", 2)[0];
        return new Discovery(
                verdict(output, "Mapping"),
                verdict(output, "Filtering"),
                REFLEXIVE
                        .matcher(output)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toSet()),
                REFLEXIVE
                        .matcher(mappingPart)
                        .results()
                        .map(m -> Integer.valueOf(m.group(2)))
                        .collect(Collectors.toSet()));
    }

    private static String verdict(String output, String of) {
        return VERDICT.matcher(output)
                .results()
                .filter(match -> match.group(2).equals(of))
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElse(NONE);
    }
}
