package dev.webrtclab.e2e.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One message, as the record or the capture has it; both can be compared.
 *
 * @param what of it, in words that both use
 * @param at on the lab clock, in ms
 * @param uncertaintyMs half width of its error
 */
public record Observed(String what, double at, double uncertaintyMs) {
    private static final List<String> READABLE =
            List.of("binding", "allocate", "refresh", "create-permission", "channel-bind");

    /** What a media peer says that it exchanged with STUN and TURN servers, without TLS. */
    public static List<Observed> stunOf(JsonNode record, String mediaPeer) {
        List<Observed> messages = new ArrayList<>();
        for (JsonNode event : record.path("events")) {
            String type = event.path("type").asText();
            boolean sent = type.equals("stun_sent");
            String toward = event.path("toward").asText();
            if ((sent || type.equals("stun_received"))
                    && event.path("source").path("by").asText().equals(mediaPeer)
                    && (toward.equals("stun") || toward.equals("turn"))
                    && !event.path("remote").asText().endsWith(":443")) {
                messages.add(
                        new Observed(
                                word(
                                        sent,
                                        sent ? "request" : answer(event.path("code").asInt()),
                                        event.path("method").asText(),
                                        event.path("id").asText()),
                                event.path("at").asDouble(),
                                event.path("uncertaintyMs").asDouble()));
            }
        }
        return messages;
    }

    /** The same as the wire has it, between a media peer and the servers. */
    public static List<Observed> stunOf(
            List<Packet> packets, ClockOffset clock, String mediaPeer, List<String> servers) {
        List<Observed> messages = new ArrayList<>();
        for (Packet packet : packets) {
            if (packet instanceof Packet.Stun stun
                    && stun.kind() != Packet.Kind.INDICATION
                    && READABLE.contains(stun.method())) {
                boolean sent =
                        stun.from().address().equals(mediaPeer)
                                && servers.contains(stun.to().address())
                                && isServer(stun.to());
                boolean received =
                        stun.to().address().equals(mediaPeer)
                                && servers.contains(stun.from().address())
                                && isServer(stun.from());
                if (sent || received) {
                    String kind = stun.kind().name().toLowerCase(Locale.ROOT);
                    messages.add(
                            new Observed(
                                    word(sent, kind, stun.method(), stun.id()),
                                    clock.onLabClock(stun.at()),
                                    clock.uncertaintyMs()));
                }
            }
        }
        return messages;
    }

    /** What the signaling service says that it took from the browser and passed on to it. */
    public static List<Observed> signalsOf(JsonNode record, String browser) {
        List<Observed> messages = new ArrayList<>();
        for (JsonNode event : record.path("events")) {
            if (event.path("type").asText().equals("signal")) {
                boolean sent = event.path("from").asText().equals(browser);
                messages.add(
                        new Observed(
                                signal(
                                        sent,
                                        event.path("signal").asText(),
                                        event.path("candidate").asText()),
                                event.path(sent ? "at" : "forwardedAt").asDouble(),
                                event.path(sent ? "uncertaintyMs" : "forwardedUncertaintyMs")
                                        .asDouble()));
            }
        }
        return messages;
    }

    /** The same as the wire has it, at the port of the signaling service. */
    public static List<Observed> signalsOf(
            List<Packet> packets, ClockOffset clock, int servicePort) {
        List<Observed> messages = new ArrayList<>();
        for (Packet packet : packets) {
            if (packet instanceof Packet.Text text) {
                boolean sent = text.to().port() == servicePort;
                JsonNode message = text.message();
                String line = message.path("candidate").path("candidate").asText();
                String signal =
                        switch (text.type()) {
                            case "offer", "answer" -> text.type();
                            case "ice_candidate" ->
                                    line.isEmpty() ? "end-of-candidates" : "candidate";
                            default -> "";
                        };
                if (!signal.isEmpty() && (sent || text.from().port() == servicePort)) {
                    messages.add(
                            new Observed(
                                    signal(sent, signal, line),
                                    clock.onLabClock(text.at()),
                                    clock.uncertaintyMs()));
                }
            }
        }
        return messages;
    }

    private static String answer(int code) {
        return code == 0 ? "success" : "error";
    }

    private static String word(boolean sent, String kind, String method, String id) {
        return "%s %s %s %s".formatted(sent ? "sent" : "received", method, kind, id);
    }

    /** A candidate is known by what stands before its type. */
    private static String signal(boolean sent, String signal, String candidate) {
        String known = candidate.replaceFirst("^a=", "").replaceFirst(" typ .*", "");
        return "%s %s %s".formatted(sent ? "sent" : "received", signal, known).strip();
    }

    /** Whether it is a port of a STUN server: checks go to addresses of the same machine. */
    static boolean isServer(Packet.End end) {
        return end.port() == 3478 || end.port() == 3479;
    }
}
