package dev.webrtclab.diagnosis.internals;

import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import dev.webrtclab.protocol.signaling.EvidenceEvent.CandidateError;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls and events of a peer connection as events of a record. */
final class UpdateLog {
    private static final Pattern OLD_CANDIDATE = Pattern.compile("candidate: ?(candidate:[^,]*)");
    private static final Map<String, String> STATES =
            Map.of(
                    "iceconnectionstatechange", "ice",
                    "connectionstatechange", "connection",
                    "icegatheringstatechange", "gathering",
                    "signalingstatechange", "signaling");
    private static final int ADDRESS = 4;
    private static final int TYPE = 7;

    private final Half half;
    private final BiFunction<String, Integer, @Nullable Server> servers;
    private final Map<String, Sdp> pending = new HashMap<>();
    private final Map<String, Set<String>> ufrags = new HashMap<>();
    private @Nullable Boolean caller;
    private @Nullable Double closedAt;

    /** Where a candidate came from. */
    record Server(@Nullable String url, @Nullable String relayProtocol) {}

    /**
     * @param servers what the statistics say of the local candidate of a type and a port
     */
    UpdateLog(Half half, BiFunction<String, Integer, @Nullable Server> servers) {
        this.half = half;
        this.servers = servers;
    }

    void take(Told told) {
        String state = STATES.get(told.type().replace(" (legacy)", "").toLowerCase(Locale.ROOT));
        if (state != null) {
            if (!told.type().contains("legacy")) {
                half.observed(told.at(), Half.EXACT_MS, new State(state, Text.word(told.value())));
            }
        } else if (told.is("setLocalDescription", "setRemoteDescription")) {
            told.description().ifPresent(sdp -> pending.put(told.type(), sdp));
            offered(told.type(), told.description());
        } else if (told.is("setLocalDescriptionOnSuccess", "setRemoteDescriptionOnSuccess")) {
            String call = told.type().replace("OnSuccess", "");
            Optional<Sdp> sdp = told.description().or(() -> Optional.ofNullable(pending.get(call)));
            offered(call, sdp);
            sdp.ifPresent(applied -> described(told.at(), call, applied, null));
        } else if (told.is("setLocalDescriptionOnFailure", "setRemoteDescriptionOnFailure")) {
            String call = told.type().replace("OnFailure", "");
            Sdp sdp = pending.get(call);
            if (sdp != null) {
                described(told.at(), call, sdp, Text.printable(told.value()));
            }
        } else if (told.is("icecandidate")) {
            candidate(told).ifPresent(line -> gathered(told, line));
        } else if (told.is("addIceCandidate")) {
            candidate(told).ifPresent(line -> half.announced(told.at(), line));
        } else if (told.is("icecandidateerror")) {
            failed(told);
        } else if (told.is("close", "stop")) {
            closedAt = told.at();
        }
    }

    private void offered(String call, Optional<Sdp> sdp) {
        if (caller == null && sdp.filter(offer -> offer.type().equals("offer")).isPresent()) {
            caller = call.equals("setLocalDescription");
        }
    }

    private void described(double at, String call, Sdp sdp, @Nullable String problem) {
        pending.remove(call);
        String side = call.equals("setLocalDescription") ? "local" : "remote";
        Set<String> known = ufrags.computeIfAbsent(side, _ -> new LinkedHashSet<>());
        sdp.ufrag().ifPresent(known::add);
        half.observed(
                at,
                Half.EXACT_MS,
                sdp.description(side, problem == null, problem, Math.max(1, known.size())));
        if (side.equals("remote") && problem == null) {
            sdp.candidates().forEach(line -> half.announced(at, line));
        }
    }

    private static Optional<String> candidate(Told told) {
        String line = told.json() == null ? null : told.field("candidate", "candidate");
        if (line == null) {
            Matcher old = OLD_CANDIDATE.matcher(told.value());
            line = told.json() == null && old.find() ? old.group(1).trim() : null;
        }
        return Optional.ofNullable(line)
                .map(text -> text.replaceFirst("^a=", ""))
                .filter(text -> text.split(" ", -1).length > TYPE);
    }

    private void gathered(Told told, String line) {
        String[] words = line.split(" ", -1);
        String address = words[ADDRESS];
        String type = Text.printable(words[TYPE]);
        Integer port = Address.port("x:" + words[ADDRESS + 1]).orElse(null);
        boolean hidden = Address.kind(address) == Address.Kind.HIDDEN;
        Server server = port == null ? null : servers.apply(type, port);
        String url = told.field("url", "url");
        String relayProtocol = told.field("relayProtocol", "relayProtocol");
        half.observed(
                told.at(),
                Half.EXACT_MS,
                new Candidate(
                        Half.withoutUfrag(line),
                        type,
                        hidden ? null : Text.printable(address),
                        port,
                        words[2].toLowerCase(Locale.ROOT),
                        relayProtocol != null || server == null
                                ? relayProtocol
                                : server.relayProtocol(),
                        url != null || server == null ? url : server.url(),
                        hidden,
                        Math.max(1, ufrags.getOrDefault("local", Set.of()).size())));
    }

    private void failed(Told told) {
        String code = told.field("errorCode", "error_code");
        String text = told.field("errorText", "error_text");
        if (code != null && code.matches("\\d{3}")) {
            half.observed(
                    told.at(),
                    Half.EXACT_MS,
                    new CandidateError(
                            told.field("url", "url"),
                            Integer.parseInt(code),
                            text == null ? null : Text.printable(text),
                            told.field("address", "address")));
        }
    }

    /** Whether this end made the first offer; it did when nothing tells otherwise. */
    boolean isCaller() {
        return caller == null || caller;
    }

    @Nullable Double closedAt() {
        return closedAt;
    }
}
