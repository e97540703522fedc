package dev.webrtclab.e2e.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the lab clock shows at a moment of the capture: from the clock questions and answers that
 * passed. The service reads its clock after a question came by and before its answer does.
 *
 * @param ms lab clock minus clock of the capture
 * @param uncertaintyMs half of the interval in which it must lie
 */
public record ClockOffset(double ms, double uncertaintyMs) {
    /**
     * The narrowest that the messages allow.
     *
     * @param messages at the service's own port
     * @throws IllegalArgumentException if there is no question with its answer
     */
    public static ClockOffset of(List<Packet.Text> messages) {
        Map<String, Packet.Text> questions = new HashMap<>();
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        for (Packet.Text text : messages) {
            if (!text.type().equals("clock")) {
                continue;
            }
            String id = text.message().path("id").asText();
            if (!text.message().has("replied_at")) {
                questions.put(text.from() + " " + id, text);
                continue;
            }
            Packet.Text question = questions.get(text.to() + " " + id);
            if (question != null) {
                most =
                        Math.min(
                                most,
                                text.message().path("received_at").asDouble() - question.at());
                least = Math.max(least, text.message().path("replied_at").asDouble() - text.at());
            }
        }
        if (Double.isInfinite(least) || Double.isInfinite(most)) {
            throw new IllegalArgumentException("no clock question with its answer was captured");
        }
        return new ClockOffset((least + most) / 2, Math.abs(most - least) / 2);
    }

    /** A moment of the capture on the lab clock. */
    public double onLabClock(double captured) {
        return captured + ms;
    }
}
