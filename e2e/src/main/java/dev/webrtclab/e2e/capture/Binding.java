package dev.webrtclab.e2e.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Binding transaction of an end with a STUN server, as the wire has it. Times are on the lab
 * clock, in ms.
 *
 * @param from the address it was sent from
 * @param askedAt when the first request passed
 * @param answeredAt when the success passed; NaN without one
 * @param mapped the address that the server saw; null without an answer
 */
public record Binding(
        String id,
        Packet.End from,
        double askedAt,
        double answeredAt,
        Packet.@Nullable End mapped) {
    /** Those of an end, in the order in which they began. */
    public static List<Binding> of(
            List<Packet> packets, ClockOffset clock, String end, List<String> servers) {
        Map<String, Packet.Stun> requests = new LinkedHashMap<>();
        Map<String, Packet.Stun> answers = new LinkedHashMap<>();
        for (Packet packet : packets) {
            if (!(packet instanceof Packet.Stun stun) || !stun.method().equals("binding")) {
                continue;
            }
            if (stun.kind() == Packet.Kind.REQUEST
                    && stun.from().address().equals(end)
                    && servers.contains(stun.to().address())
                    && Observed.isServer(stun.to())) {
                requests.putIfAbsent(stun.id(), stun);
            }
            if (stun.kind() == Packet.Kind.SUCCESS
                    && stun.to().address().equals(end)
                    && servers.contains(stun.from().address())
                    && Observed.isServer(stun.from())) {
                answers.putIfAbsent(stun.id(), stun);
            }
        }
        List<Binding> bindings = new ArrayList<>();
        requests.forEach(
                (id, request) -> {
                    Packet.@Nullable Stun answer = answers.get(id);
                    bindings.add(
                            new Binding(
                                    id,
                                    request.from(),
                                    clock.onLabClock(request.at()),
                                    answer == null ? Double.NaN : clock.onLabClock(answer.at()),
                                    answer == null ? null : answer.mapped()));
                });
        return bindings;
    }

    /** Whether an address came of it that the end did not have: only then is it a candidate. */
    public boolean isMapped() {
        return mapped != null && !mapped.equals(from);
    }
}
