package dev.webrtclab.mediapeer.control.rest;

import dev.webrtclab.protocol.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what went wrong into a problem document. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 404 -> problem(ErrorCode.NOT_FOUND, "this path does not exist");
            case 405 -> problem(ErrorCode.METHOD_NOT_ALLOWED, "use GET");
            case 415 -> problem(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "use application/json");
            default ->
                    status < 500 ? problem(ErrorCode.INVALID_MESSAGE, "HTTP " + status) : failed(e);
        };
    }

    @ServerExceptionMapper
    Response failed(Throwable e) {
        String traceId = traceId();
        LOG.errorf(e, "request failed traceId=%s", traceId);
        return problem(ErrorCode.INTERNAL_ERROR, "the log has this trace id", traceId);
    }

    private static Response problem(ErrorCode code, String detail) {
        return problem(code, detail, traceId());
    }

    private static Response problem(ErrorCode code, String detail, String traceId) {
        return Response.status(code.httpStatus())
                .type("application/problem+json")
                .entity(Problem.of(code, detail, traceId))
                .build();
    }

    private static String traceId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
