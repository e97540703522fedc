package dev.webrtclab.natprobe.turn.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.Credentials;
import dev.webrtclab.natprobe.turn.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.AlternateServerAttribute;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.DataAttribute;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.LifetimeAttribute;
import org.ice4j.attribute.NonceAttribute;
import org.ice4j.attribute.RealmAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.attribute.XorPeerAddressAttribute;
import org.ice4j.attribute.XorRelayedAddressAttribute;
import org.ice4j.message.Indication;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;
import org.jspecify.annotations.Nullable;

/** Requests as bytes, and bytes as what they say. */
public final class TurnMessages {
    private static final byte UDP = 17;
    private static final int ID_AT = 8;
    private static final int HEADER_BYTES = 20;

    private final StunStack codec;

    public TurnMessages() {
        CodecSettings.apply();
        codec = new StunStack();
    }

    /** Loads what the library needs for an exchange, so that no check measures that. */
    public void warmUp() {
        Endpoint somebody = new Endpoint(java.net.InetAddress.getLoopbackAddress(), 9);
        Ask.Auth auth = new Ask.Auth(new Credentials("", ""), "", "");
        answer(encode(new Ask.Allocate(auth)).bytes(), encode(new Ask.Bind()));
        encode(new Ask.Permit(somebody, auth));
        relayed(send(somebody, new byte[4]));
    }

    /** A request ready to send; its key is null when it is not signed. */
    public record Encoded(byte[] bytes, byte[] id, byte @Nullable [] key) {}

    /** A datagram that came through the relay. */
    public record Relayed(Endpoint peer, byte[] data) {}

    public Encoded encode(Ask.Request ask) {
        byte[] id = TransactionID.createNewTransactionID().getBytes();
        Request request = request(ask, id);
        Ask.Auth auth = ask.auth();
        try {
            request.setTransactionID(id);
        } catch (StunException e) {
            throw new IllegalStateException("ice4j made this id", e);
        }
        if (auth == null) {
            return new Encoded(request.encode(codec), id, null);
        }
        request.putAttribute(
                AttributeFactory.createUsernameAttribute(
                        auth.credentials().username().getBytes(StandardCharsets.UTF_8)));
        request.putAttribute(
                AttributeFactory.createRealmAttribute(
                        auth.realm().getBytes(StandardCharsets.UTF_8)));
        request.putAttribute(
                AttributeFactory.createNonceAttribute(
                        auth.nonce().getBytes(StandardCharsets.ISO_8859_1)));
        byte[] key = Integrity.key(auth);
        return new Encoded(Integrity.sign(request.encode(codec), key), id, key);
    }

    private static Request request(Ask.Request ask, byte[] id) {
        return switch (ask) {
            case Ask.Bind _ -> MessageFactory.createBindingRequest();
            case Ask.Allocate _ -> {
                Request allocate = MessageFactory.createAllocateRequest();
                allocate.putAttribute(AttributeFactory.createRequestedTransportAttribute(UDP));
                yield allocate;
            }
            case Ask.Permit permit ->
                    MessageFactory.createCreatePermissionRequest(address(permit.peer()), id);
            case Ask.Release _ -> MessageFactory.createRefreshRequest(0);
        };
    }

    /** A Send indication (RFC 8656 §11.1). */
    public byte[] send(Endpoint peer, byte[] data) {
        byte[] id = TransactionID.createNewTransactionID().getBytes();
        Indication send = MessageFactory.createSendIndication(address(peer), data, id);
        try {
            send.setTransactionID(id);
        } catch (StunException e) {
            throw new IllegalStateException("ice4j made this id", e);
        }
        return send.encode(codec);
    }

    /**
     * What the answer to a request says; empty for anything else: another transaction, a success
     * whose MESSAGE-INTEGRITY is not ours, bytes that can not be read.
     */
    public Optional<Event> answer(byte[] bytes, Encoded request) {
        if (bytes.length < HEADER_BYTES
                || !Arrays.equals(bytes, ID_AT, HEADER_BYTES, request.id(), 0, 12)) {
            return Optional.empty();
        }
        try {
            Message message = Message.decode(bytes, 0, bytes.length);
            int expected = ByteBuffer.wrap(request.bytes()).getShort(0);
            if (message.getMessageType() == (expected | Message.STUN_ERROR_RESP)) {
                return Optional.of(rejected(message, request.id()));
            }
            boolean success = message.getMessageType() == (expected | Message.STUN_SUCCESS_RESP);
            byte[] key = request.key();
            return success && (key == null || Integrity.verify(bytes, key))
                    ? Optional.of(granted(message, request.id()))
                    : Optional.empty();
        } catch (StunException | RuntimeException e) {
            return Optional.empty(); // the codec throws index errors on broken attributes
        }
    }

    /** What a Data indication carries; empty for anything else. */
    public Optional<Relayed> relayed(byte[] bytes) {
        try {
            Message message = Message.decode(bytes, 0, bytes.length);
            if (message.getMessageType() == Message.DATA_INDICATION
                    && message.getAttribute(Attribute.DATA) instanceof DataAttribute data
                    && message.getAttribute(Attribute.XOR_PEER_ADDRESS)
                            instanceof XorPeerAddressAttribute peer) {
                Endpoint from = endpoint(peer.getAddress(message.getTransactionID()));
                return from == null
                        ? Optional.empty()
                        : Optional.of(new Relayed(from, data.getData()));
            }
            return Optional.empty();
        } catch (StunException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Event granted(Message message, byte[] id) {
        return new Event.Granted(
                message.getAttribute(Attribute.XOR_MAPPED_ADDRESS)
                                instanceof XorMappedAddressAttribute mapped
                        ? endpoint(mapped.getAddress(id))
                        : null,
                message.getAttribute(Attribute.XOR_RELAYED_ADDRESS)
                                instanceof XorRelayedAddressAttribute relayed
                        ? endpoint(relayed.getAddress(id))
                        : null,
                message.getAttribute(Attribute.LIFETIME) instanceof LifetimeAttribute lifetime
                        ? lifetime.getLifetime()
                        : null);
    }

    private static Event rejected(Message message, byte[] id) {
        int code = 0;
        String reason = "without an error code";
        if (message.getAttribute(Attribute.ERROR_CODE) instanceof ErrorCodeAttribute error) {
            code = error.getErrorCode();
            reason = printable(error.getReasonPhrase());
        }
        return new Event.Rejected(
                code,
                reason,
                message.getAttribute(Attribute.REALM) instanceof RealmAttribute realm
                        ? new String(realm.getRealm(), StandardCharsets.UTF_8)
                        : null,
                message.getAttribute(Attribute.NONCE) instanceof NonceAttribute nonce
                        ? new String(nonce.getNonce(), StandardCharsets.ISO_8859_1)
                        : null,
                message.getAttribute(Attribute.ALTERNATE_SERVER)
                                instanceof AlternateServerAttribute alternate
                        ? endpoint(alternate.getAddress())
                        : null);
    }

    /** What a server says goes into logs and pages: one short line of plain characters. */
    private static String printable(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        String line = reason.replaceAll("[^\\x20-\\x7e]", "").strip();
        return line.substring(0, Math.min(line.length(), 120));
    }

    private static TransportAddress address(Endpoint endpoint) {
        return new TransportAddress(endpoint.socketAddress(), Transport.UDP);
    }

    private static @Nullable Endpoint endpoint(@Nullable TransportAddress address) {
        return address == null || address.getAddress() == null
                ? null
                : new Endpoint(address.getAddress(), address.getPort());
    }
}
