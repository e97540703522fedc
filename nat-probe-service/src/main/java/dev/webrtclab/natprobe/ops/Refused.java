package dev.webrtclab.natprobe.ops;

import dev.webrtclab.protocol.ErrorCode;

/** A request that is refused with a documented problem. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * @param detail what is wrong with this request, in one sentence
     */
    public Refused(ErrorCode code, String detail) {
        super(detail);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    /** The HTTP status of its problem. */
    public int status() {
        return code.httpStatus();
    }
}
