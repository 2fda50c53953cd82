package org.ordertracking.http.problem;

/** Kinds of problems that every service has. */
public enum CommonProblem implements ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    MALFORMED_BODY(400, "The body cannot be read"),
    ADMIN_TOKEN_REQUIRED(401, "Operators only"),
    ADMIN_CLOSED(403, "The admin door is closed"),
    FOREIGN_ORIGIN(403, "Asked from another place"),
    UNKNOWN_ROUTE(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "The answer is not to be had in that format"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's format is not understood"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HTTP_ERROR(400, "The request was refused"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    BUSY(503, "Too much to do at the moment");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
