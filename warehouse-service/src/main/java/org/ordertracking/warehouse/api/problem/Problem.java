package org.ordertracking.warehouse.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem details. Beside the RFC's own
 * members it says what to do ({@code remedy}) and which fields are meant ({@code errors}).
 *
 * @param type {@code about:blank} if the status says it all
 * @param detail what is wrong with this request
 * @param remedy what the caller can do
 * @param errors the fields that were refused; not shown if there are none
 * @param facts further members, by name, for programs to read
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String remedy,
        List<InvalidField> errors,
        @JsonAnyGetter Map<String, Object> facts) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NO_TYPE = "about:blank";

    /**
     * A field that broke a limit.
     *
     * @param field path in the body, or name of a parameter or header
     * @param limit what is allowed
     * @param remedy how to mend it
     */
    @RegisterForReflection
    public record InvalidField(String field, String limit, String remedy) {}

    /** A problem that its status describes well enough. */
    public static Problem of(StatusType status, String detail, String remedy) {
        return new Problem(
                NO_TYPE, status.getReasonPhrase(), status.getStatusCode(), detail, remedy, List.of(), Map.of());
    }

    /** A problem of this service's own kind. */
    public static Problem of(
            String type, String title, StatusType status, String detail, String remedy, Map<String, Object> facts) {
        return new Problem(type, title, status.getStatusCode(), detail, remedy, List.of(), facts);
    }

    /** A request with fields that were refused. */
    public static Problem invalid(List<InvalidField> errors) {
        List<String> sentences = errors.stream()
                .map(error -> error.field() + " " + error.limit())
                .toList();
        return new Problem(
                NO_TYPE,
                Response.Status.BAD_REQUEST.getReasonPhrase(),
                Response.Status.BAD_REQUEST.getStatusCode(),
                String.join("; ", sentences),
                "Mend the fields named in errors and send the request again.",
                errors,
                Map.of());
    }

    /** This problem as the response to a request. */
    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
