package dev.webrtclab.signaling.ops;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that ends a REST request early into a problem document (RFC 9457). */
@Singleton
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String MEDIA_TYPE = "application/problem+json";

    private final SignalingMetrics metrics;

    ProblemMapper(SignalingMetrics metrics) {
        this.metrics = metrics;
    }

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return answer(e.refusal());
    }

    @ServerExceptionMapper
    Response wrapped(CompletionException e) {
        return e.getCause() instanceof RefusedException refused
                ? answer(refused.refusal())
                : bug(e.getCause() == null ? e : e.getCause());
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return answer(new Refusal(ErrorCode.NOT_FOUND, "no resource has this path"));
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e) {
        Response problem =
                answer(new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this path has other methods"));
        String allow = e.getResponse().getHeaderString("Allow");
        return allow == null
                ? problem
                : Response.fromResponse(problem).header("Allow", allow).build();
    }

    @ServerExceptionMapper
    Response notSupported(NotSupportedException e) {
        return answer(
                new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json"));
    }

    @ServerExceptionMapper
    Response parse(JsonParseException e) {
        return answer(
                new Refusal(
                        ErrorCode.MALFORMED_JSON,
                        "not JSON near line "
                                + e.getLocation().getLineNr()
                                + ", column "
                                + e.getLocation().getColumnNr()));
    }

    /** Named apart, because the framework has a mapper of its own for it. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path =
                    mapping.getPath().stream()
                            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                            .collect(Collectors.joining("."));
            return answer(
                    new Refusal(
                            ErrorCode.INVALID_MESSAGE, "wrong shape at " + Redacted.text(path)));
        }
        return answer(new Refusal(ErrorCode.INVALID_MESSAGE, "the body has not the right shape"));
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        String detail =
                e.getConstraintViolations().stream()
                        .map(violation -> field(violation) + " " + violation.getMessage())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return answer(new Refusal(ErrorCode.INVALID_MESSAGE, detail));
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Throwable cause = e.getCause();
        if (cause instanceof RefusedException refused) {
            return answer(refused.refusal());
        }
        if (cause instanceof JsonParseException parse) {
            return parse(parse);
        }
        if (cause instanceof JsonProcessingException json) {
            return json(json);
        }
        return switch (status) {
            case 404 -> answer(new Refusal(ErrorCode.NOT_FOUND, "no resource has this path"));
            case 413 -> answer(new Refusal(ErrorCode.MESSAGE_TOO_LARGE, "the body is too large"));
            case 415 ->
                    answer(
                            new Refusal(
                                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                    "the body must be application/json"));
            default ->
                    status < 500
                            ? answer(
                                    new Refusal(
                                            ErrorCode.INVALID_MESSAGE,
                                            "the request can not be answered as it is"))
                            : bug(e);
        };
    }

    @ServerExceptionMapper
    Response bug(Throwable e) {
        String traceId = newTraceId();
        LOG.errorf(e, "a request failed, trace %s", traceId);
        return answer(
                new Refusal(ErrorCode.INTERNAL_ERROR, "the log has it under the trace id"),
                traceId);
    }

    /** The response of a refusal. */
    public Response answer(Refusal refusal) {
        return answer(refusal, newTraceId());
    }

    private Response answer(Refusal refusal, String traceId) {
        metrics.refused(refusal.code());
        LOG.debugf("refused: %s, trace %s", refusal.code().slug(), traceId);
        Response.ResponseBuilder response =
                Response.status(refusal.code().httpStatus())
                        .type(MEDIA_TYPE)
                        .entity(Problem.of(refusal, traceId));
        retryAfter(refusal).ifPresent(seconds -> response.header("Retry-After", seconds));
        return response.build();
    }

    /** Whole seconds, rounded up (RFC 9110 §10.2.3). */
    private static OptionalLong retryAfter(Refusal refusal) {
        Duration wait = refusal.retryAfter();
        if (wait != null) {
            return OptionalLong.of(wait.plusSeconds(1).minusNanos(1).toSeconds());
        }
        return switch (refusal.code()) {
            case NO_MEDIA_PEER, MEDIA_PEERS_FULL, SERVICE_UNAVAILABLE -> OptionalLong.of(2);
            default -> OptionalLong.empty();
        };
    }

    private static String field(ConstraintViolation<?> violation) {
        String last = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getName() != null) {
                last = node.getName();
            }
        }
        return last;
    }

    private static String newTraceId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
