package org.ordertracking.notification.api.problem;

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
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;
import org.ordertracking.notification.api.problem.Problem.InvalidField;

/** Turns what HTTP and validation refuse, and what fails unforeseen, into {@link Problem}s. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Characters of a refused value that an answer repeats. */
    private static final int SHOWN = 80;

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException exception) {
        List<InvalidField> errors = exception.getConstraintViolations().stream()
                .map(violation -> new InvalidField(field(violation.getPropertyPath()), detail(violation)))
                .sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::detail))
                .toList();
        return Problem.invalid(errors).response();
    }

    /** Unknown routes, methods and media types: whatever JAX-RS has a status for. */
    @ServerExceptionMapper
    Response refused(WebApplicationException exception, UriInfo uri) {
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

    /** The field as the caller knows it: a validated path begins with our method. */
    private static String field(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(node -> names.add(node.toString()));
        return String.join(".", names.subList(1, names.size()));
    }

    private static String detail(ConstraintViolation<?> violation) {
        Object value = violation.getInvalidValue();
        if (value == null) {
            return violation.getMessage();
        }
        return violation.getMessage() + ", was " + shortened(value.toString());
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
            default -> "/q/openapi lists what there is.";
        };
    }
}
