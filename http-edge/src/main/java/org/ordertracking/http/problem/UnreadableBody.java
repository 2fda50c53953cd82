package org.ordertracking.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;

/** Says what is wrong with a body that is no JSON, or not the JSON that was asked for. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem problem(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                    ? wrongType(path(mapping), expected(mismatch.getTargetType()))
                    : Problem.withField(
                            CommonProblem.MALFORMED_BODY,
                            path(mapping),
                            "cannot be read: " + Shown.of(mapping.getOriginalMessage()),
                            "Change the value as /q/openapi describes it.");
        }
        String where = e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return Problem.of(
                CommonProblem.MALFORMED_BODY,
                "The body is not the JSON that is expected" + where + ".",
                "Send one JSON object as /q/openapi describes it.");
    }

    private static Problem wrongType(String field, String expected) {
        return Problem.withField(CommonProblem.MALFORMED_BODY, field, expected, "Send " + expected + ".");
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == BigDecimal.class || type == Double.class || type == double.class) {
            return "a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
