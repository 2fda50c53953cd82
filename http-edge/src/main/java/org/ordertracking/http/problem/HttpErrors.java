package org.ordertracking.http.problem;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Problems for what the HTTP layer itself refuses, and for what passes by waiting. */
final class HttpErrors {

    /** SQL states of what passes: connection, conflict, resources, intervention; lock timeouts of both databases. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57");

    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    private HttpErrors() {}

    static Problem problem(int status, String path) {
        return switch (status) {
            case 404 ->
                Problem.of(
                        CommonProblem.UNKNOWN_ROUTE,
                        "There is nothing at " + Shown.of(path) + ".",
                        "See /q/openapi for all paths.");
            case 405 ->
                Problem.of(
                        CommonProblem.METHOD_NOT_ALLOWED,
                        Shown.of(path) + " does not know this method.",
                        "See /q/openapi for the methods of each path.");
            case 406 ->
                Problem.of(
                        CommonProblem.NOT_ACCEPTABLE,
                        "None of the formats in Accept can be answered.",
                        "Accept application/json, or text/event-stream for streams.");
            case 415 ->
                Problem.of(
                        CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                        "The body's Content-Type is not understood.",
                        "Send Content-Type: application/json.");
            default ->
                new Problem(
                        CommonProblem.HTTP_ERROR.urn(),
                        CommonProblem.HTTP_ERROR.title(),
                        status,
                        "Answered with HTTP status " + status + ".",
                        null,
                        "See /q/openapi for what this path takes.",
                        List.of(),
                        Map.of());
        };
    }

    static Problem busy() {
        return Problem.of(
                CommonProblem.BUSY,
                "The database did not answer in time. Nothing was changed.",
                "Try again in a moment; a repeated POST is safe with an Idempotency-Key.");
    }

    /** Whether the same request may succeed in a moment: a lock that took too long, a pool that is empty. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof RollbackException
                    || cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** The connection pool's own failures have no state: no connection in time, or closed. */
    private static boolean isPassing(String sqlState) {
        return sqlState == null
                || LOCK_TIMEOUTS.contains(sqlState)
                || sqlState.length() >= 2 && PASSING_CLASSES.contains(sqlState.substring(0, 2));
    }
}
