package org.ordertracking.order.api.problem;

import java.util.Locale;

/** Kinds of problems that callers may want to tell apart. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    MALFORMED_BODY(400, "The body cannot be read"),
    UNKNOWN_ORDER(404, "There is no such order"),
    UNKNOWN_ROUTE(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "The answer is not to be had in that format"),
    NOT_CANCELLABLE(409, "The order can no longer be cancelled"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's format is not understood"),
    UNKNOWN_PRODUCT(422, "There is no such product"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    HTTP_ERROR(400, "The request was refused"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    BUSY(503, "Too much to do at the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String urn() {
        return "urn:order-tracking:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
