package org.ordertracking.broker.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What went wrong with a request, as RFC 9457 says it and as the services say it: with how to mend it.
 *
 * @param type identifies the kind of problem
 * @param title the kind in words
 * @param status of HTTP
 * @param detail what happened this time
 * @param instance path of the request
 * @param remedy what the caller can do
 * @param errors fields that broke a limit; left out when it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String detail, String instance, String remedy, List<FieldError> errors) {

    /**
     * A field that broke a limit.
     *
     * @param field its path in the body, or the name of a parameter
     * @param limit what is allowed
     * @param remedy how to mend it
     */
    public record FieldError(String field, String limit, String remedy) {}

    static Problem of(String kind, String title, int status, String detail, String remedy) {
        return new Problem("urn:order-tracking:problem:" + kind, title, status, detail, null, remedy, List.of());
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, remedy, errors);
    }
}
