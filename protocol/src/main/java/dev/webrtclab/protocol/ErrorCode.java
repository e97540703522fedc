package dev.webrtclab.protocol;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The one list of refusals. Each has a slug that is the same on the WebSocket ({@code error.code})
 * and in REST problems ({@code type} ends in it, RFC 9457), an HTTP status, a fixed title, and a
 * close code (RFC 6455 §7.4) when it ends a WebSocket connection. {@code docs/problems.md} explains
 * every entry; a test keeps both equal.
 */
public enum ErrorCode {
    /** The text is not JSON, or nested deeper than eight levels. */
    MALFORMED_JSON(400, "The message is not well-formed JSON"),
    /** The {@code type} is missing or none of this protocol. */
    UNKNOWN_TYPE(400, "The message type is unknown"),
    /** A field is missing, has the wrong shape, or a value out of range. */
    INVALID_MESSAGE(400, "The message does not fit its type"),
    /** More than 65 536 bytes in one message or body. */
    MESSAGE_TOO_LARGE(413, "The message is too large", 1009),
    /** Path and query of a request are longer than any of the lab has to be; told by the proxy. */
    ADDRESS_TOO_LONG(414, "The address is too long"),
    /** Too many refused messages on one connection. */
    PROTOCOL_VIOLATION(400, "Too many invalid messages", 4400),
    /** More messages in a short time than a call can need. */
    RATE_LIMITED(429, "Too many messages", 4029),
    /** More chat messages in a short time than people write. */
    CHAT_LIMITED(429, "Too many chat messages"),
    /** The receiver does not read what is sent to it. */
    SLOW_CONSUMER(503, "The connection does not keep up", 4008),
    /** No message for longer than the announced time. */
    HEARTBEAT_MISSED(408, "The heartbeat stopped", 4001),
    /** A newer connection proved to be the same peer. */
    REPLACED(409, "Replaced by a newer connection", 4000),
    /** The page that opened the WebSocket comes from another origin. */
    ORIGIN_REFUSED(403, "This origin may not connect"),
    /** A message that needs a room came before {@code join}. */
    NOT_JOINED(409, "Join a room first"),
    /** A second {@code join} on one connection. */
    ALREADY_JOINED(409, "This connection is already in a room"),
    /** The room already holds its configured number of peers. */
    ROOM_FULL(409, "The room is full"),
    /** Another connection has this peer id in the room. */
    PEER_ID_TAKEN(409, "The peer id is in use"),
    /** The resume token does not belong to this room and peer id. */
    RESUME_REFUSED(403, "The resume token is not valid"),
    /** The target is not in the sender's room. */
    PEER_UNKNOWN(404, "No such peer in this room"),
    /** The session description breaks the grammar of docs/protocol.md. */
    DESCRIPTION_REFUSED(422, "The session description is refused"),
    /** The candidate breaks the grammar of RFC 8839 §5.1. */
    CANDIDATE_REFUSED(422, "The candidate is refused"),
    /** An ICE server URL breaks the grammar of RFC 7064 or RFC 7065. */
    ICE_URL_REFUSED(422, "The ICE server URL is refused"),
    /** The offer has no video section that may receive. */
    NO_VIDEO_OFFERED(422, "The offer can not receive video"),
    /** The body is not {@code application/json}. */
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    /** The path or method does not exist. */
    NOT_FOUND(404, "Nothing is here"),
    /** The method is not offered on this path. */
    METHOD_NOT_ALLOWED(405, "The method is not offered here"),
    /** No session with this id, or it is forgotten. */
    SESSION_UNKNOWN(404, "No such session"),
    /** The file is no session file of a known version, or breaks its bounds. */
    SESSION_FILE_REFUSED(422, "The session file is refused"),
    /** No media peer has this id. */
    MEDIA_PEER_UNKNOWN(404, "No such media peer"),
    /** The media peer does not offer this source. */
    SOURCE_UNKNOWN(404, "No such source"),
    /** The source is there, but can not be shown. */
    SOURCE_FAILED(422, "The source can not be shown"),
    /** No media peer is in a network of this name. */
    NETWORK_UNKNOWN(404, "No such network"),
    /** A run of the matrix is going on. */
    MATRIX_RUNNING(409, "The matrix is running"),
    /** No media peer is connected to the signaling service. */
    NO_MEDIA_PEER(503, "No media peer is available"),
    /** Every media peer serves its configured number of sessions. */
    MEDIA_PEERS_FULL(503, "All media peers are busy"),
    /** The media peer was lost before it answered. */
    MEDIA_PEER_LOST(502, "The media peer was lost"),
    /** The media peer did not answer in time. */
    ANSWER_TIMEOUT(504, "The media peer did not answer in time"),
    /** A TURN check of a server that is not the lab's, or has an address that is not public. */
    TARGET_NOT_ALLOWED(403, "This server may not be checked"),
    /** A TURN check without servers, where the service has no credential of its own. */
    TURN_CHECK_NO_CREDENTIAL(422, "There is no credential to check with"),
    /** A service behind this one does not answer. */
    SERVICE_UNAVAILABLE(503, "A service is not available"),
    /** The service has a bug; its log has the trace id. */
    INTERNAL_ERROR(500, "The service failed");

    private final int httpStatus;
    private final String title;
    private final int closeCode;

    ErrorCode(int httpStatus, String title) {
        this(httpStatus, title, 0);
    }

    ErrorCode(int httpStatus, String title, int closeCode) {
        this.httpStatus = httpStatus;
        this.title = title;
        this.closeCode = closeCode;
    }

    /** The name on the wire, for example {@code room-full}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Status of the REST problem, 400 to 599. */
    public int httpStatus() {
        return httpStatus;
    }

    /** One fixed sentence per code, in English; the web UI translates by slug. */
    public String title() {
        return title;
    }

    /** WebSocket close code if this refusal ends the connection. */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
