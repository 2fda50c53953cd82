package org.ordertracking.warehouse.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;
import org.ordertracking.warehouse.api.problem.Problem.InvalidField;

/** Turns what HTTP, JSON and validation refuse, and what fails unforeseen, into {@link Problem}s. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Characters of a refused value that an answer repeats. */
    private static final int SHOWN = 80;

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException exception) {
        List<InvalidField> errors = exception.getConstraintViolations().stream()
                .map(ProblemMappers::invalidField)
                .sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::limit))
                .toList();
        return Problem.invalid(errors).response();
    }

    @ServerExceptionMapper
    Response wrongType(MismatchedInputException exception) {
        return unreadable(exception);
    }

    /** Unknown routes, methods and media types, malformed JSON: whatever JAX-RS has a status for. */
    @ServerExceptionMapper
    Response refused(WebApplicationException exception, UriInfo uri) {
        if (exception.getCause() instanceof JsonProcessingException malformed) {
            return unreadable(malformed);
        }
        Response original = exception.getResponse();
        if (original.hasEntity()) {
            return original;
        }
        StatusType status = original.getStatusInfo();
        return Problem.of(status, detail(status, uri), remedy(status)).response();
    }

    @ServerExceptionMapper
    Response databaseAway(ConnectionException exception, UriInfo uri) {
        LOG.warnf("%s: no connection to the database: %s", uri.getPath(), exception.getMessage());
        Problem problem = Problem.of(
                Status.SERVICE_UNAVAILABLE, "the database does not answer", "Nothing was changed. Try again later.");
        return Response.fromResponse(problem.response())
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable exception, UriInfo uri) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(exception, "%s failed, reference %s", uri.getPath(), reference);
        return Problem.of(
                        Status.INTERNAL_SERVER_ERROR,
                        "the request failed for a reason that is not yours, reference " + reference,
                        "Try again; if it fails again, tell the operators the reference.")
                .response();
    }

    private static Response unreadable(JsonProcessingException exception) {
        String field = exception instanceof JsonMappingException mapping ? field(mapping.getPath()) : "";
        if (!field.isEmpty()) {
            return Problem.invalid(List.of(invalidField(field, exception))).response();
        }
        JsonLocation location = exception.getLocation();
        String where = location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        return Problem.of(
                        Status.BAD_REQUEST,
                        "the body is not the JSON object that is expected" + where,
                        "Send a JSON object as /q/openapi describes it.")
                .response();
    }

    private static InvalidField invalidField(String field, JsonProcessingException exception) {
        if (exception instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            String kind = name(mismatch.getTargetType());
            return new InvalidField(field, "must be " + kind, "Send " + kind + ".");
        }
        return new InvalidField(field, "cannot be read: " + shortened(exception.getOriginalMessage()), "Change it.");
    }

    private static String name(Class<?> type) {
        if (type == Long.class || type == Integer.class || type == long.class || type == int.class) {
            return "a whole number";
        }
        return type == String.class ? "a text" : "a JSON object";
    }

    private static String field(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** The field as the caller knows it: a validated path begins with our method, and for a body with our parameter. */
    private static String field(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(node -> names.add(node.toString()));
        int ours = names.size() > 2 ? 2 : names.size() - 1;
        return String.join(".", names.subList(ours, names.size()));
    }

    /** What is missing says itself how to mend it; a value that breaks a limit is repeated. */
    private static InvalidField invalidField(ConstraintViolation<?> violation) {
        String field = field(violation.getPropertyPath());
        Object value = violation.getInvalidValue();
        return value == null
                ? new InvalidField(field, "must be present", violation.getMessage())
                : new InvalidField(
                        field, violation.getMessage(), "Change it, it was " + shortened(value.toString()) + ".");
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static String detail(StatusType status, UriInfo uri) {
        String shown = shortened(uri.getPath());
        return status.getStatusCode() == Status.NOT_FOUND.getStatusCode()
                ? "there is nothing at " + shown
                : "%s does not take this request: %s".formatted(shown, status.getReasonPhrase());
    }

    private static String remedy(StatusType status) {
        return switch (status.getStatusCode()) {
            case 405 -> "Use a method that /q/openapi lists for this path.";
            case 406 -> "Accept application/json.";
            case 415 -> "Send Content-Type: application/json.";
            default -> "/q/openapi lists what there is.";
        };
    }
}
