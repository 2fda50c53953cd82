package org.ordertracking.order.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request becomes a problem. Nothing of the inside is shown: that is in the log. */
@Singleton
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemWriter writer;

    ProblemMappers(ProblemWriter writer) {
        this.writer = writer;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        return writer.response(e.problem(), uri.getPath());
    }

    @ServerExceptionMapper
    Response violations(ConstraintViolationException e, UriInfo uri) {
        return writer.response(
                Problem.withFields(ProblemType.INVALID_REQUEST, Violations.fields(e.getConstraintViolations())),
                uri.getPath());
    }

    @ServerExceptionMapper
    Response unreadableBody(JsonProcessingException e, UriInfo uri) {
        return writer.response(UnreadableBody.problem(e), uri.getPath());
    }

    /** Quarkus has a mapper for this one, which answers without a body; the nearest type wins. */
    @ServerExceptionMapper
    Response wrongType(MismatchedInputException e, UriInfo uri) {
        return unreadableBody(e, uri);
    }

    @ServerExceptionMapper
    Response httpError(WebApplicationException e, UriInfo uri) {
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
        return writer.response(HttpErrors.problem(status), uri.getPath());
    }

    @ServerExceptionMapper
    Response internalError(Throwable e, UriInfo uri) {
        if (HttpErrors.isPassing(e)) {
            LOG.warnf("%s could not be answered, the database did not keep up: %s", uri.getPath(), e);
            return writer.response(HttpErrors.busy(), uri.getPath());
        }
        LOG.errorf(e, "%s failed", uri.getPath());
        return writer.response(
                Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "The request could not be carried out; the log says why.",
                        "Try again later; a repeated POST is safe with an Idempotency-Key."),
                uri.getPath());
    }
}
