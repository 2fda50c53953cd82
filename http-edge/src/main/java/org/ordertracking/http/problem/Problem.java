package org.ordertracking.http.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.Schema.True;

/**
 * What went wrong with a request, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> says it, with members
 * of our own: every problem says how to mend it, and a problem with the input names each field.
 *
 * @param type identifies the kind of problem
 * @param title the kind of problem in words
 * @param status of HTTP
 * @param detail what happened this time
 * @param instance path of the request; the edge fills it in
 * @param remedy what the caller can do
 * @param errors fields that broke a limit; left out when it is not about fields
 * @param facts further members, by name, for programs to read
 */
@Schema(type = SchemaType.OBJECT, additionalProperties = True.class, description = "RFC 9457, with a remedy")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Schema(required = true, examples = "urn:order-tracking:problem:invalid-request")
        String type,

        @Schema(required = true) String title,
        @Schema(required = true) int status,
        @Schema(required = true) String detail,
        String instance,
        @Schema(required = true) String remedy,
        List<FieldError> errors,

        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> facts) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that is not about single fields. */
    public static Problem of(ProblemType type, String detail, String remedy) {
        return new Problem(type.urn(), type.title(), type.status(), detail, null, remedy, List.of(), Map.of());
    }

    /** A problem with fields of the input. */
    public static Problem withFields(ProblemType type, List<FieldError> errors) {
        String detail = String.join(
                "; ",
                errors.stream()
                        .map(error -> error.field() + ": " + error.limit())
                        .toList());
        return new Problem(
                type.urn(),
                type.title(),
                type.status(),
                detail,
                null,
                "Mend the fields named in errors and send the request again.",
                errors,
                Map.of());
    }

    /** A problem with one field of the input. */
    public static Problem withField(ProblemType type, String field, String limit, String remedy) {
        return withFields(type, List.of(new FieldError(field, limit, remedy)));
    }

    /** The same with members that programs read. */
    public Problem with(Map<String, Object> moreFacts) {
        return new Problem(type, title, status, detail, instance, remedy, errors, moreFacts);
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, remedy, errors, facts);
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
