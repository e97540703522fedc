package dev.webrtclab.natprobe.ops;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.webrtclab.protocol.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every refusal and failure of a request into a problem (RFC 9457). */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(Refused refused, ContainerRequestContext request) {
        Response response =
                Problem.of(refused.code(), String.valueOf(refused.getMessage()), traceId(request))
                        .response();
        return refused.code() == ErrorCode.RATE_LIMITED
                        || refused.code() == ErrorCode.SERVICE_UNAVAILABLE
                ? Response.fromResponse(response).header("Retry-After", "6").build()
                : response;
    }

    @ServerExceptionMapper
    Response json(JacksonException exception, ContainerRequestContext request) {
        boolean malformed =
                exception instanceof JsonParseException || exception instanceof JsonEOFException;
        return Problem.of(
                        malformed ? ErrorCode.MALFORMED_JSON : ErrorCode.INVALID_MESSAGE,
                        exception.getOriginalMessage(),
                        traceId(request))
                .response();
    }

    /** Has a mapper of its own in Quarkus, which would answer without a body. */
    @ServerExceptionMapper
    Response shape(MismatchedInputException exception, ContainerRequestContext request) {
        return json(exception, request);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException exception, ContainerRequestContext request) {
        if (exception.getCause() instanceof JacksonException cause) {
            return json(cause, request);
        }
        String path = request.getUriInfo().getPath();
        String traceId = traceId(request);
        int status = exception.getResponse().getStatus();
        if (status >= 500) {
            return any(exception, request);
        }
        Problem problem =
                switch (status) {
                    case 404 ->
                            Problem.of(ErrorCode.NOT_FOUND, "There is no " + path + ".", traceId);
                    case 405 -> {
                        String detail = request.getMethod() + " is not offered on " + path + ".";
                        yield Problem.of(ErrorCode.METHOD_NOT_ALLOWED, detail, traceId);
                    }
                    case 413 ->
                            Problem.of(
                                    ErrorCode.MESSAGE_TOO_LARGE, "The body is too large.", traceId);
                    case 415 ->
                            Problem.of(
                                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                    "Send application/json, or no body.",
                                    traceId);
                    default ->
                            Problem.of(
                                    ErrorCode.INVALID_MESSAGE,
                                    String.valueOf(exception.getMessage()),
                                    traceId);
                };
        return problem.response();
    }

    @ServerExceptionMapper
    Response any(Throwable failure, ContainerRequestContext request) {
        String traceId = traceId(request);
        LOG.errorf(failure, "Request failed: traceId=%s", traceId);
        return Problem.of(
                        ErrorCode.INTERNAL_ERROR,
                        "The log of nat-probe-service has the cause.",
                        traceId)
                .response();
    }

    private static String traceId(ContainerRequestContext request) {
        return TraceId.of(request.getHeaderString("traceparent"));
    }
}
