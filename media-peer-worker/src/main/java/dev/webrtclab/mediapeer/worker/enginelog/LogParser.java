package dev.webrtclab.mediapeer.worker.enginelog;

import dev.webrtclab.mediapeer.worker.enginelog.LogLine.Pair;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the engine's log. What does not look exactly as expected is no line of ours;
 * nothing is thrown for any text. Examples are in the test resources of this package.
 */
final class LogParser {
    /** No line of ours is longer; a pair has two candidates and a few words. */
    private static final int MAX_LENGTH = 2000;

    private static final String ID = "(?<id>[0-9a-f]{24})";
    private static final String OUTCOME = ", code=(?<code>\\d{1,6}), rtt=(?<rtt>\\d{1,9})";
    private static final String ADDRESS =
            "(?:\\[[0-9a-fA-Fx:.]{1,64}]|[0-9A-Za-z.-]{1,253}):\\d{1,5}";
    private static final String NETWORK = "(?<network>Net\\[[^\\]]{1,200}])";
    private static final String TURN =
            "(?<method>allocate|refresh|create permission|permission|channel bind)";

    private static final Pattern HEAD =
            Pattern.compile("\\((?<file>\\w{1,40}\\.(?:cc|h)):\\d{1,6}\\): (?<rest>.*)");
    private static final Pattern PHASE =
            Pattern.compile(NETWORK + ": Allocation Phase=(?<phase>Udp|Relay|Tcp)");
    private static final Pattern OF_PORT =
            Pattern.compile(
                    "Port\\[(?<port>[0-9a-f]{1,16}):[^:]{0,64}:\\d:\\d{1,6}:[a-z]{0,8}:"
                            + NETWORK
                            + "]: (?<text>.*)");
    private static final Pattern OF_PAIR =
            Pattern.compile(
                    "Conn\\[(?<key>[0-9a-f]{1,16}):[^:]{0,64}:"
                            + NETWORK
                            + ":[^:]{1,40}:\\d:\\d{1,6}:(?<localType>[a-z]{1,8}):[a-z]{1,8}:(?<local>"
                            + ADDRESS
                            + ")->[^:]{1,40}:\\d:\\d{1,12}:[a-z]{1,8}:[a-z]{1,8}:(?<remote>"
                            + ADDRESS
                            + ")\\|[^\\]]{0,100}]: (?<text>.*)");

    /** A form of text after the subject, and what it says. */
    private record Form<S>(Pattern pattern, BiFunction<S, MatchResult, LogLine> line) {}

    private static final List<Form<String>> PORT_FORMS =
            List.of(
                    form(
                            "Trying to connect to TURN server via [a-z]{2,4} @ (?<address>"
                                    + ADDRESS
                                    + ")",
                            (port, m) -> new LogLine.ServerChosen(port, m.group("address"))),
                    form(
                            "TURN " + TURN + " request sent, id=" + ID,
                            (port, m) -> new LogLine.TurnSent(port, method(m), m.group("id"))),
                    form(
                            "TURN " + TURN + " requested successfully, id=" + ID + OUTCOME,
                            LogParser::turnReceived),
                    form(
                            "Received TURN " + TURN + " error response, id=" + ID + OUTCOME,
                            LogParser::turnReceived),
                    form("TURN " + TURN + " request " + ID + " timeout", LogParser::turnTimedOut),
                    form("TURN " + TURN + " timeout " + ID, LogParser::turnTimedOut),
                    form(".*", (port, m) -> new LogLine.OtherOfPort(port)));

    private static final Pattern MADE = Pattern.compile("Port created with network cost \\d+");

    /** Stops before the password, which comes after the user fragment. */
    private static final Pattern GATHERED =
            Pattern.compile(
                    "Gathered candidate: Cand\\[[^:]{0,40}:\\d{1,10}:\\d:[a-z]{2,8}:\\d{1,10}:(?<address>"
                            + ADDRESS
                            + "):(?<type>[a-z]{1,8}):(?<related>(?:"
                            + ADDRESS
                            + ")|:0):(?<ufrag>[A-Za-z0-9+/]{4,256}):.*");

    private static final List<Form<Pair>> PAIR_FORMS =
            List.of(
                    form("Connection created", (pair, m) -> new LogLine.PairMade(pair)),
                    form(
                            "Sent STUN BINDING request, id="
                                    + ID
                                    + ", use_candidate=(?<use>[01]), nomination=\\d{1,10}",
                            (pair, m) ->
                                    new LogLine.CheckSent(
                                            pair, m.group("id"), m.group("use").equals("1"))),
                    form(
                            "Received STUN BINDING response, id="
                                    + ID
                                    + OUTCOME
                                    + ", pings_since_last_response=.*",
                            LogParser::checkAnswered),
                    form(
                            "Received STUN BINDING error response,? id="
                                    + ID
                                    + ",? code=(?<code>\\d{1,6}),? rtt=(?<rtt>\\d{1,9})",
                            LogParser::checkAnswered),
                    form(
                            "Timing-out STUN ping " + ID + " after \\d{1,9} ms",
                            (pair, m) -> new LogLine.CheckTimedOut(pair, m.group("id"))),
                    form(
                            "Received STUN BINDING request, id=" + ID,
                            (pair, m) -> new LogLine.CheckCame(pair, m.group("id"))),
                    form(
                            "Sent STUN BINDING response, to=" + ADDRESS + ", id=" + ID,
                            (pair, m) -> new LogLine.AnswerLeft(pair, m.group("id"))));

    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "Received STUN BINDING request id="
                            + ID
                            + " from unknown address (?<address>"
                            + ADDRESS
                            + ")");

    private static final Pattern STUN_TIMED_OUT =
            Pattern.compile(
                    "Binding request timed out from (?<address>" + ADDRESS + ") \\([^)]{0,40}\\)");

    private LogParser() {}

    /** Whether a text may be a line of ours, without looking at all of it. */
    static boolean mayMatter(String text) {
        return text.startsWith("(turn_port.cc:")
                || text.startsWith("(connection.cc:")
                || text.startsWith("(port.cc:")
                || text.startsWith("(stun_port.cc:")
                || text.startsWith("(basic_port_allocator.cc:");
    }

    /** The line that a text is, if it is one of ours. */
    static Optional<LogLine> parse(String text) {
        String line = text.strip();
        if (line.length() > MAX_LENGTH || !mayMatter(line)) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            return Optional.empty();
        }
        String rest = head.group("rest");
        return Optional.ofNullable(
                switch (head.group("file")) {
                    case "connection.cc" -> ofPair(rest);
                    case "turn_port.cc" -> ofPort(rest);
                    case "port.cc" -> portOrUnknown(rest);
                    case "stun_port.cc" -> stunTimedOut(rest);
                    default -> allocation(rest);
                });
    }

    private static @Nullable LogLine ofPair(String rest) {
        Matcher m = OF_PAIR.matcher(rest);
        if (!m.matches()) {
            return null;
        }
        var pair =
                new Pair(m.group("key"), m.group("local"), m.group("localType"), m.group("remote"));
        return first(PAIR_FORMS, pair, m.group("text"));
    }

    private static @Nullable LogLine ofPort(String rest) {
        Matcher m = OF_PORT.matcher(rest);
        return m.matches() ? first(PORT_FORMS, m.group("port"), m.group("text")) : null;
    }

    private static @Nullable LogLine portOrUnknown(String rest) {
        Matcher unknown = UNKNOWN.matcher(rest);
        if (unknown.matches()) {
            return new LogLine.CheckFromUnknown(unknown.group("id"), unknown.group("address"));
        }
        Matcher m = OF_PORT.matcher(rest);
        return m.matches() && MADE.matcher(m.group("text")).matches()
                ? new LogLine.PortMade(m.group("port"))
                : null;
    }

    private static @Nullable LogLine stunTimedOut(String rest) {
        Matcher m = STUN_TIMED_OUT.matcher(rest);
        return m.matches() ? new LogLine.StunTimedOut(m.group("address")) : null;
    }

    private static @Nullable LogLine allocation(String rest) {
        Matcher phase = PHASE.matcher(rest);
        if (phase.matches()) {
            String name = phase.group("phase");
            return new LogLine.Phase(
                    phase.group("network"), name.equals("Udp"), name.equals("Relay"));
        }
        Matcher m = OF_PORT.matcher(rest);
        if (!m.matches()) {
            return null;
        }
        Matcher gathered = GATHERED.matcher(m.group("text"));
        if (!gathered.matches()) {
            return null;
        }
        String related = gathered.group("related");
        return new LogLine.Gathered(
                m.group("port"),
                gathered.group("address"),
                gathered.group("type"),
                related.equals(":0") ? null : related,
                gathered.group("ufrag"));
    }

    private static LogLine turnReceived(String port, MatchResult m) {
        return new LogLine.TurnReceived(
                port,
                method(m),
                m.group("id"),
                Integer.parseInt(m.group("code")),
                Long.parseLong(m.group("rtt")));
    }

    private static LogLine turnTimedOut(String port, MatchResult m) {
        return new LogLine.TurnTimedOut(port, method(m), m.group("id"));
    }

    private static LogLine checkAnswered(Pair pair, MatchResult m) {
        return new LogLine.CheckAnswered(
                pair,
                m.group("id"),
                Integer.parseInt(m.group("code")),
                Long.parseLong(m.group("rtt")));
    }

    private static StunMethod method(MatchResult m) {
        return switch (m.group("method")) {
            case "allocate" -> StunMethod.ALLOCATE;
            case "refresh" -> StunMethod.REFRESH;
            case "channel bind" -> StunMethod.CHANNEL_BIND;
            default -> StunMethod.CREATE_PERMISSION;
        };
    }

    private static <S> @Nullable LogLine first(List<Form<S>> forms, S subject, String text) {
        for (Form<S> form : forms) {
            Matcher m = form.pattern().matcher(text);
            if (m.matches()) {
                return form.line().apply(subject, m);
            }
        }
        return null;
    }

    private static <S> Form<S> form(String pattern, BiFunction<S, MatchResult, LogLine> line) {
        return new Form<>(Pattern.compile(pattern), line);
    }
}
