package org.ordertracking.order.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request, as RFC 9457 says it, with two members of our own: every problem says how to mend it,
 * and a problem with the input names each field.
 *
 * @param type identifies the kind of problem
 * @param title the kind of problem in words
 * @param status of HTTP
 * @param detail what happened this time
 * @param instance path of the request
 * @param remedy what the caller can do
 * @param errors fields that broke a limit; left out when it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(required = true, examples = "urn:order-tracking:problem:invalid-request")
        String type,

        @Schema(required = true) String title,
        @Schema(required = true) int status,
        @Schema(required = true) String detail,
        String instance,
        @Schema(required = true) String remedy,
        List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that is not about single fields. */
    public static Problem of(ProblemType type, String detail, String remedy) {
        return new Problem(type.urn(), type.title(), type.status(), detail, null, remedy, null);
    }

    /** A problem with fields of the input. */
    public static Problem withFields(ProblemType type, List<FieldError> errors) {
        String fields = String.join(", ", errors.stream().map(FieldError::field).toList());
        String detail = errors.size() == 1 ? "Refused: " + fields : errors.size() + " faults: " + fields;
        return new Problem(
                type.urn(), type.title(), type.status(), detail, null, "Mend the fields in \"errors\".", errors);
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, remedy, errors);
    }

    /**
     * A field that broke a limit.
     *
     * @param field path in the body such as {@code lines[0].quantity}, or name of a parameter or header
     * @param limit what is allowed
     * @param remedy how to mend it
     */
    public record FieldError(
            @Schema(required = true, examples = "lines[0].quantity")
            String field,

            @Schema(required = true, examples = "at most 1000")
            String limit,

            @Schema(required = true) String remedy) {}
}
