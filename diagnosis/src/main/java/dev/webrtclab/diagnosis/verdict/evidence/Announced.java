package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.protocol.record.SessionEvent.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address that one end told the other, as the signaling service or the other end's pairs saw it.
 * It may be another one than was gathered: media peers can be told to advertise one.
 *
 * @param type of the candidate
 * @param events where it was seen first
 */
public record Announced(String host, String type, List<Integer> events) {
    private static final int ADDRESS = 4;
    private static final int TYPE = 7;

    /** All that an end announced, each address and type once. */
    public static List<Announced> by(End end, Evidence evidence) {
        Map<String, Announced> found = new LinkedHashMap<>();
        evidence.signals(Signal.CANDIDATE, end)
                .forEach(
                        seen -> {
                            String line = seen.what().candidate();
                            String[] words = line == null ? new String[0] : line.split(" ", -1);
                            if (words.length > TYPE && words[TYPE - 1].equals("typ")) {
                                add(found, words[ADDRESS], words[TYPE], List.of(seen.n()));
                            }
                        });
        evidence.other(end)
                .pairs()
                .forEach(
                        pair -> {
                            String type = pair.last().remoteType();
                            if (type != null && !type.equals("prflx")) {
                                pair.remoteHost()
                                        .ifPresent(host -> add(found, host, type, pair.events()));
                            }
                        });
        return new ArrayList<>(found.values());
    }

    private static void add(
            Map<String, Announced> found, String host, String type, List<Integer> events) {
        found.putIfAbsent(type + " " + host, new Announced(host, type, events));
    }

    /** What kind of address it is. */
    public Address.Kind kind() {
        return Address.kind(host);
    }
}
