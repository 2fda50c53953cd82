package org.ordertracking.http.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns broken constraints into fields with limit and remedy: the limit is the constraint's, the remedy its message. */
final class Violations {

    /** Parameters that are called otherwise outside of Java. */
    private static final Map<String, String> NAMES = Map.of(
            "idempotencyKey", "Idempotency-Key",
            "lastEventId", "Last-Event-ID",
            "ifMatch", "If-Match",
            "request", "body");

    /** How the messages begin that constraints have when nobody wrote one for them. */
    private static final String BUILT_IN = "{jakarta.validation.";

    private Violations() {}

    static List<Problem.FieldError> fields(Set<ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new Problem.FieldError(field(violation), limit(violation), remedy(violation)))
                .sorted(Comparator.comparing(Problem.FieldError::field).thenComparing(Problem.FieldError::limit))
                .toList();
    }

    /** The path without method and parameter, which nobody outside knows; the parameter alone where nothing follows. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = NAMES.getOrDefault(node.getName(), node.getName());
            }
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER) {
                continue;
            }
            if (node.isInIterable() && node.getIndex() != null) {
                path.append('[').append(node.getIndex()).append(']');
            }
            if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                path.append(path.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return path.isEmpty() ? parameter : path.toString();
    }

    private static String limit(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        if (constraint instanceof Size size) {
            return size.min() == 0 ? "at most " + size.max() : "from " + size.min() + " to " + size.max();
        }
        if (constraint instanceof Min min) {
            return "at least " + min.value();
        }
        if (constraint instanceof Max max) {
            return "at most " + max.value();
        }
        if (constraint instanceof Pattern pattern) {
            return TextFormat.describe(pattern.regexp());
        }
        if (constraint instanceof NotNull) {
            return "required";
        }
        Object ownWords = violation.getConstraintDescriptor().getAttributes().get("limit");
        return ownWords instanceof String words
                ? words
                : constraint.annotationType().getSimpleName();
    }

    private static String remedy(ConstraintViolation<?> violation) {
        if (!violation.getMessageTemplate().startsWith(BUILT_IN)) {
            return violation.getMessage();
        }
        Object value = violation.getInvalidValue();
        return value == null ? "Fill it in." : "Change it, it was " + Shown.of(value.toString()) + ".";
    }
}
