package org.ordertracking.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request becomes a problem. Nothing of the inside is shown: that is in the log. */
@Singleton
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemWriter writer;

    ProblemMappers(ProblemWriter writer) {
        this.writer = writer;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo uri) {
        return writer.response(e.problem(), uri.getPath(), e.headers());
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException e, UriInfo uri) {
        return answer(
                Problem.withFields(CommonProblem.INVALID_REQUEST, Violations.fields(e.getConstraintViolations())), uri);
    }

    @ServerExceptionMapper
    public Response unreadableBody(JsonProcessingException e, UriInfo uri) {
        return answer(UnreadableBody.problem(e), uri);
    }

    /** Quarkus has a mapper for this one, which answers without a body; the nearest type wins. */
    @ServerExceptionMapper
    public Response wrongType(MismatchedInputException e, UriInfo uri) {
        return unreadableBody(e, uri);
    }

    /** Unknown routes, methods and media types: whatever JAX-RS has a status for. */
    @ServerExceptionMapper
    public Response httpError(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadableBody(json, uri);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        if (status >= 500) {
            return internalError(e, uri);
        }
        return answer(HttpErrors.problem(status, uri.getPath()), uri);
    }

    @ServerExceptionMapper
    public Response internalError(Throwable e, UriInfo uri) {
        if (HttpErrors.isPassing(e)) {
            LOG.warnf("%s could not be answered, the database did not keep up: %s", uri.getPath(), e);
            return answer(HttpErrors.busy(), uri);
        }
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "%s failed, reference %s", uri.getPath(), reference);
        return answer(
                Problem.of(
                        CommonProblem.INTERNAL_ERROR,
                        "The request could not be carried out; the log says why under reference " + reference + ".",
                        "Try again; if it fails again, tell the operators the reference."),
                uri);
    }

    private Response answer(Problem problem, UriInfo uri) {
        return writer.response(problem, uri.getPath(), Map.of());
    }
}
