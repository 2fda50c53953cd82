package org.ordertracking.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes problems as answers; also where no resource was found that could have negotiated a format. */
@Singleton
@RegisterForReflection(targets = {Problem.class, Problem.FieldError.class})
public final class ProblemWriter {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Answers a request that has not reached a resource, from its event loop. */
    public void answer(RoutingContext request, Problem problem, Map<String, String> headers) {
        HttpServerResponse response = request.response();
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.forEach(response::putHeader);
        response.end(write(problem, request.normalizedPath()));
    }

    Response response(Problem problem, String path, Map<String, String> headers) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(write(problem, path));
        headers.forEach(response::header);
        if (problem.status() == CommonProblem.BUSY.status() && !headers.containsKey(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == CommonProblem.BODY_TOO_LARGE.status()) {
            response.header("Connection", "close");
        }
        return response.build();
    }

    private String write(Problem problem, String path) {
        try {
            return json.writeValueAsString(problem.at(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
