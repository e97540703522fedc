package dev.webrtclab.e2e.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tshark's lines of JSON ({@code -T ek}); a segment of TCP may hold several messages. */
final class PacketReader {
    /** The fields it needs. */
    static final List<String> FIELDS =
            List.of(
                    "frame.time_epoch",
                    "ip.src",
                    "ip.dst",
                    "udp.srcport",
                    "udp.dstport",
                    "tcp.srcport",
                    "tcp.dstport",
                    "stun.type.class",
                    "stun.type.method",
                    "stun.id",
                    "stun.att.type",
                    "stun.att.ipv4",
                    "stun.att.port",
                    "websocket.payload.text");

    private static final Map<Integer, String> METHODS =
            Map.of(
                    1, "binding",
                    3, "allocate",
                    4, "refresh",
                    6, "send",
                    7, "data",
                    8, "create-permission",
                    9, "channel-bind");
    private static final int MAPPED_ADDRESS = 0x0001;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    /**
     * Attributes that hold an address: mapped, source, changed, XOR-peer, XOR-relayed, XOR-mapped,
     * alternate server, response origin, other address (RFC 8489, 8656, 5780).
     */
    private static final List<Integer> ADDRESSES =
            List.of(
                    MAPPED_ADDRESS,
                    0x0004,
                    0x0005,
                    0x0012,
                    0x0016,
                    XOR_MAPPED_ADDRESS,
                    0x8023,
                    0x802b,
                    0x802c);

    private static final ObjectMapper JSON = new ObjectMapper();

    private PacketReader() {}

    /** The messages of one line; none when it is a line of another kind. */
    static List<Packet> read(String line) {
        JsonNode layers = parse(line).path("layers");
        if (layers.isMissingNode()) {
            return List.of();
        }
        double at =
                new BigDecimal(first(layers, "frame_time_epoch")).movePointRight(3).doubleValue();
        String transport = layers.has("udp_srcport") ? "udp" : "tcp";
        Packet.End from = end(layers, "ip_src", transport + "_srcport");
        Packet.End to = end(layers, "ip_dst", transport + "_dstport");
        List<Packet> packets = new ArrayList<>();
        JsonNode ids = layers.path("stun_id");
        for (int message = 0; message < ids.size(); message++) {
            packets.add(
                    new Packet.Stun(
                            at,
                            from,
                            to,
                            kind(number(layers, "stun_type_class", message)),
                            method(number(layers, "stun_type_method", message)),
                            ids.path(message).asText(),
                            ids.size() == 1 ? mapped(layers) : null));
        }
        for (JsonNode text : layers.path("websocket_payload_text")) {
            packets.add(new Packet.Text(at, from, to, parse(text.asText())));
        }
        return packets;
    }

    private static Packet.End end(JsonNode layers, String address, String port) {
        return new Packet.End(first(layers, address), Integer.parseInt(first(layers, port)));
    }

    /**
     * The mapped address of the only message of a line. tshark lists the addresses of all
     * attributes together, in their order.
     */
    private static Packet.@Nullable End mapped(JsonNode layers) {
        List<Integer> holders = new ArrayList<>();
        for (JsonNode type : layers.path("stun_att_type")) {
            int attribute = Integer.decode(type.asText());
            if (ADDRESSES.contains(attribute)) {
                holders.add(attribute);
            }
        }
        int index = holders.indexOf(XOR_MAPPED_ADDRESS);
        if (index < 0) {
            index = holders.indexOf(MAPPED_ADDRESS);
        }
        // With an address of IPv6 among them they can not be told apart.
        if (index < 0 || layers.path("stun_att_ipv4").size() != holders.size()) {
            return null;
        }
        return new Packet.End(
                layers.path("stun_att_ipv4").path(index).asText(),
                number(layers, "stun_att_port", index));
    }

    private static String first(JsonNode layers, String field) {
        return layers.path(field).path(0).asText();
    }

    private static int number(JsonNode layers, String field, int index) {
        return Integer.decode(layers.path(field).path(index).asText());
    }

    private static Packet.Kind kind(int bits) {
        return switch (bits) {
            case 0x00 -> Packet.Kind.REQUEST;
            case 0x01 -> Packet.Kind.INDICATION;
            case 0x10 -> Packet.Kind.SUCCESS;
            case 0x11 -> Packet.Kind.ERROR;
            default -> throw new IllegalArgumentException("no class of STUN: " + bits);
        };
    }

    private static String method(int number) {
        return METHODS.getOrDefault(number, Integer.toString(number));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
