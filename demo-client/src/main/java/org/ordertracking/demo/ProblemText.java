package org.ordertracking.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.StringJoiner;

/** Problem details (RFC 9457) in words for a person. */
final class ProblemText {

    private static final int SHOWN = 300;

    private ProblemText() {}

    /** What a service answered instead of doing what it was asked. */
    static String of(int status, String body) {
        JsonNode problem;
        try {
            problem = new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            return "HTTP " + status + ": " + (body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
        }
        StringJoiner text = new StringJoiner("\n  ");
        text.add(problem.path("detail").asText(problem.path("title").asText("HTTP " + status)));
        for (JsonNode error : problem.path("errors")) {
            text.add(error.path("field").asText() + ": "
                    + error.path("remedy").asText(error.path("detail").asText()));
        }
        if (problem.path("errors").isEmpty() && problem.hasNonNull("remedy")) {
            text.add(problem.path("remedy").asText());
        }
        return text.toString();
    }
}
