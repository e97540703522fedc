package dev.webrtclab.diagnosis.nat;

import static dev.webrtclab.diagnosis.nat.Behaviour.ADDRESS_AND_PORT_DEPENDENT;
import static dev.webrtclab.diagnosis.nat.Behaviour.ENDPOINT_INDEPENDENT;

import dev.webrtclab.diagnosis.Reason;
import dev.webrtclab.diagnosis.nat.Forecast.Expected;
import dev.webrtclab.diagnosis.nat.Forecast.Undecided;
import dev.webrtclab.diagnosis.path.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Will these two connect, and how? Reasons from mapping and filtering as RFC 5128 §3.3 does:
 *
 * <ul>
 *   <li>Each end sends to the addresses the other one signalled: host and server-reflexive.
 *   <li>An end is <em>predictable</em> when it sends to everybody from the address that its STUN
 *       server saw: without NAT, or with endpoint-independent mapping.
 *   <li>Two predictable ends punch holes: each sends to where the other one sends from, so both
 *       filters open, however strict they are.
 *   <li>One unpredictable end arrives from a port that nobody was told. It gets in where the filter
 *       does not look at ports, since the other end has sent to its address.
 *   <li>Two unpredictable ends: the one's packets go to a port that the other one opened for the
 *       STUN server, so only an endpoint-independent filter lets them in.
 *   <li>Where UDP does not pass, and where no hole can be punched, the TURN server relays, over the
 *       best transport by which the end that needs it reaches the server.
 * </ul>
 */
public final class ConnectivityForecast {
    private final NetworkFacts from;
    private final NetworkFacts to;
    private final List<Reason> reasons = new ArrayList<>();

    private ConnectivityForecast(NetworkFacts from, NetworkFacts to) {
        this.from = from;
        this.to = to;
    }

    /** The forecast for a connection between two ends; it is the same in both directions. */
    public static Forecast between(NetworkFacts from, NetworkFacts to) {
        return new ConnectivityForecast(from, to).decide();
    }

    private Forecast decide() {
        if (from.udp().isEmpty()) {
            return missing("udp", "from");
        }
        if (to.udp().isEmpty()) {
            return missing("udp", "to");
        }
        if (!from.udp().get() || !to.udp().get()) {
            return withoutUdp();
        }
        if (from.natted().isEmpty()) {
            return missing("nat", "from");
        }
        if (to.natted().isEmpty()) {
            return missing("nat", "to");
        }
        if (!from.natted().get() && !to.natted().get()) {
            return expect(
                    Path.DIRECT,
                    "both-without-nat",
                    Map.of(),
                    "Neither end is behind a NAT: they reach each other at their own addresses.");
        }
        if (behindOneNat()) {
            return new Undecided(
                    "behind-one-nat",
                    Map.of("address", from.mappedAddress().orElseThrow()),
                    "Both ends are behind the same outside address "
                            + from.mappedAddress().orElseThrow()
                            + "; whether they reach each other inside was not measured.",
                    "A call between the two.",
                    reasons);
        }
        return throughNats();
    }

    private boolean behindOneNat() {
        return from.natted().orElse(false)
                && to.natted().orElse(false)
                && from.mappedAddress().isPresent()
                && from.mappedAddress().equals(to.mappedAddress());
    }

    private Forecast throughNats() {
        Optional<Boolean> fromPredictable = from.isPredictable();
        Optional<Boolean> toPredictable = to.isPredictable();
        if (fromPredictable.isEmpty()) {
            return missing("mapping", "from");
        }
        if (toPredictable.isEmpty()) {
            return missing("mapping", "to");
        }
        if (fromPredictable.get() && toPredictable.get()) {
            return expect(
                    Path.STUN,
                    "both-predictable",
                    Map.of(),
                    "Both ends send to everybody from the address that STUN revealed, so each opens"
                            + " its filter for exactly the other one.");
        }
        if (!fromPredictable.get() && !toPredictable.get()) {
            return bothUnpredictable();
        }
        return fromPredictable.get()
                ? oneUnpredictable("to", "from", from)
                : oneUnpredictable("from", "to", to);
    }

    private Forecast oneUnpredictable(String unpredictable, String end, NetworkFacts filtering) {
        note(
                "one-unpredictable",
                Map.of("end", unpredictable),
                "The end '%s' uses another port for each remote, so nobody can be told it."
                        .formatted(unpredictable));
        if (filtering.filtering().isEmpty()) {
            return missing("filtering", end);
        }
        Behaviour filter = filtering.filtering().get();
        if (filter != ADDRESS_AND_PORT_DEPENDENT) {
            return expect(
                    Path.STUN,
                    "filter-ignores-port",
                    Map.of("end", end, "filtering", filter.word()),
                    "The filter of the end '%s' is %s: it lets the unknown port in."
                            .formatted(end, filter.word()));
        }
        note(
                "filter-looks-at-port",
                Map.of("end", end, "filtering", filter.word()),
                "The filter of the end '%s' is %s: it drops what comes from the unknown port."
                        .formatted(end, filter.word()));
        return relayed(List.of());
    }

    private Forecast bothUnpredictable() {
        note(
                "both-unpredictable",
                Map.of(),
                "Both ends use another port for each remote, so neither can be told the other's.");
        if (Stream.of(from, to).anyMatch(end -> end.filtering().isEmpty())) {
            return missing("filtering", from.filtering().isEmpty() ? "from" : "to");
        }
        Optional<String> open =
                from.filtering().get() == ENDPOINT_INDEPENDENT
                        ? Optional.of("from")
                        : to.filtering().get() == ENDPOINT_INDEPENDENT
                                ? Optional.of("to")
                                : Optional.empty();
        if (open.isPresent()) {
            return expect(
                    Path.STUN,
                    "filter-ignores-port",
                    Map.of("end", open.get(), "filtering", ENDPOINT_INDEPENDENT.word()),
                    "The filter of the end '%s' is endpoint-independent: it lets the unknown port in."
                            .formatted(open.get()));
        }
        return relayed(List.of());
    }

    private Forecast withoutUdp() {
        List<String> silent =
                Stream.of("from", "to").filter(end -> !facts(end).udp().orElse(false)).toList();
        silent.forEach(
                end ->
                        note(
                                "udp-silent",
                                Map.of("end", end),
                                "No UDP passes at the end '%s'.".formatted(end)));
        return relayed(silent);
    }

    /** By the relay; the ends in {@code silent} have no UDP, and their best transport decides. */
    private Forecast relayed(List<String> silent) {
        List<Path> ways = new ArrayList<>();
        for (String end : silent) {
            NetworkFacts facts = facts(end);
            if (facts.tcp().isEmpty()) {
                return missing("tcp", end);
            }
            if (!facts.tcp().get() && facts.tls().isEmpty()) {
                return missing("tls", end);
            }
            if (!facts.tcp().get() && !facts.tls().orElse(false)) {
                return expect(
                        Path.FAILED,
                        "relay-unreachable",
                        Map.of("end", end),
                        "The end '%s' reaches the TURN server neither by UDP, nor TCP, nor TLS."
                                .formatted(end));
            }
            ways.add(facts.tcp().get() ? Path.RELAY_TCP : Path.RELAY_TLS);
        }
        Path way = ways.stream().max(Comparator.naturalOrder()).orElse(Path.RELAY_UDP);
        String transport = way.word().substring("relay-".length());
        return expect(
                way,
                "relay-over",
                Map.of("transport", transport),
                "The TURN server relays, reached over %s.".formatted(transport));
    }

    private NetworkFacts facts(String end) {
        return end.equals("from") ? from : to;
    }

    private void note(String code, Map<String, String> params, String text) {
        reasons.add(new Reason(code, params, text));
    }

    private Forecast expect(Path path, String code, Map<String, String> params, String text) {
        note(code, params, text);
        return new Expected(path, reasons);
    }

    private Forecast missing(String what, String end) {
        return new Undecided(
                "fact-unknown",
                Map.of("fact", what, "end", end),
                "The NAT report of the end '%s' does not know: %s.".formatted(end, what),
                "A NAT report of that network that decides it.",
                reasons);
    }
}
