package dev.webrtclab.e2e.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far the times of messages in the record are from the wire, over several calls. */
final class Compared {
    private final List<String> late = new ArrayList<>();
    private int messages;

    /** Adds the same messages of record and capture, and prints how they compare. */
    void add(List<Observed> recorded, List<Observed> captured) {
        Map<String, Observed> onTheWire = new HashMap<>();
        captured.forEach(message -> onTheWire.put(message.what(), message));
        List<String> outside = new ArrayList<>();
        double most = 0;
        for (Observed message : recorded) {
            Observed real = Objects.requireNonNull(onTheWire.get(message.what()));
            double apart = message.at() - real.at();
            double bar = message.uncertaintyMs() + real.uncertaintyMs();
            most = Math.max(most, Math.abs(apart));
            if (Math.abs(apart) > bar) {
                outside.add(
                        "%s: %.3f ms apart, error bar ± %.3f ms"
                                .formatted(message.what(), apart, bar));
            }
        }
        System.out.printf(
                "  %d messages, at most %.3f ms apart, bars up to ± %.3f ms, outside: %s%n",
                recorded.size(),
                most,
                recorded.stream().mapToDouble(Observed::uncertaintyMs).max().orElse(0),
                outside);
        messages += recorded.size();
        late.addAll(outside);
    }

    /** Those whose time is outside its error bar. */
    List<String> late() {
        return late;
    }

    int messages() {
        return messages;
    }
}
