package org.ordertracking.order.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;

/** Writes problems as answers; also where no resource was found that could have negotiated a format. */
@Singleton
@RegisterForReflection(targets = {Problem.class, Problem.FieldError.class})
final class ProblemWriter {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    Response response(Problem problem, String path) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(write(problem, path));
        if (problem.status() == ProblemType.BUSY.status()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == ProblemType.BODY_TOO_LARGE.status()) {
            response.header("Connection", "close");
        }
        return response.build();
    }

    String write(Problem problem, String path) {
        try {
            return json.writeValueAsString(problem.at(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
