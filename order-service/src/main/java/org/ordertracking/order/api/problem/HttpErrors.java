package org.ordertracking.order.api.problem;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Problems for what the HTTP layer itself refuses, and for what passes by waiting. */
final class HttpErrors {

    /** SQL states of what passes: connection, conflict, resources, intervention; lock timeouts of both databases. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57");

    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    private HttpErrors() {}

    static Problem problem(int status) {
        return switch (status) {
            case 404 ->
                Problem.of(ProblemType.UNKNOWN_ROUTE, "No resource has this path.", "See /q/openapi for all paths.");
            case 405 ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "The resource does not know this method.",
                        "See /q/openapi for the methods of each path.");
            case 406 ->
                Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "None of the formats in Accept can be answered.",
                        "Accept application/json, or text/event-stream for streams.");
            case 413 -> tooLarge(RequestSize.MAX_BYTES);
            case 415 ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body's Content-Type is not understood.",
                        "Send Content-Type: application/json.");
            default ->
                new Problem(
                        ProblemType.HTTP_ERROR.urn(),
                        ProblemType.HTTP_ERROR.title(),
                        status,
                        "Answered with HTTP status " + status + ".",
                        null,
                        "See /q/openapi for what this path takes.",
                        null);
        };
    }

    static Problem tooLarge(long limit) {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body has more than " + limit + " bytes.",
                "Send at most " + limit + " bytes; split a larger order.");
    }

    static Problem busy() {
        return Problem.of(
                ProblemType.BUSY,
                "The database did not answer in time. Nothing was changed.",
                "Try again in a moment; a repeated POST is safe with an Idempotency-Key.");
    }

    /** Whether the same request may succeed in a moment: a lock that took too long, a pool that is empty. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof RollbackException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null && isPassing(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(String sqlState) {
        return LOCK_TIMEOUTS.contains(sqlState)
                || sqlState.length() >= 2 && PASSING_CLASSES.contains(sqlState.substring(0, 2));
    }
}
