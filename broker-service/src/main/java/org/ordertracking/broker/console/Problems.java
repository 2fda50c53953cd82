package org.ordertracking.broker.console;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;

/** The problems that the console answers with. */
public final class Problems {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "2";

    private Problems() {}

    /** A parameter or a field of the body is not as it has to be. */
    public static ProblemException invalid(String field, String limit, String remedy) {
        return new ProblemException(new Problem(
                "urn:order-tracking:problem:invalid-request",
                "The request is not valid",
                BAD_REQUEST,
                field + ": " + limit,
                null,
                "Mend the fields named in errors and send the request again.",
                List.of(new Problem.FieldError(field, limit, remedy))));
    }

    /** There is nothing of that name. */
    public static ProblemException missing(String what, String remedy) {
        return problem("not-found", "There is no such thing", NOT_FOUND, what, remedy);
    }

    /** What is asked for does not go together with how things are. */
    public static ProblemException conflict(String why, String remedy) {
        return problem("conflict", "That is not possible now", CONFLICT, why, remedy);
    }

    /** So many are served already. */
    public static ProblemException busy(String what) {
        return new ProblemException(
                Problem.of("busy", "Too much at a time", UNAVAILABLE, what, "Try again in a moment."),
                Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    public static ProblemException problem(String kind, String title, int status, String detail, String remedy) {
        return new ProblemException(Problem.of(kind, title, status, detail, remedy));
    }

    /**
     * An error that a handler has answered with.
     *
     * @param what was tried, for example {@code Topic orders}
     * @param message the handler's own words; null when it has none
     */
    public static void requireNone(short errorCode, String what, String message) {
        Errors error = Errors.forCode(errorCode);
        if (error != Errors.NONE) {
            throw of(error, what + ": " + (message == null ? error.message() : message));
        }
    }

    /** What Kafka's clients know by an error code, for those who know HTTP. */
    public static ProblemException of(Errors error, String detail) {
        String kind = error.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return switch (error) {
            case UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID, GROUP_ID_NOT_FOUND, TRANSACTIONAL_ID_NOT_FOUND ->
                problem(kind, "There is no such thing", NOT_FOUND, detail, "Lists of the API tell what there is.");
            case TOPIC_ALREADY_EXISTS,
                    NON_EMPTY_GROUP,
                    GROUP_SUBSCRIBED_TO_TOPIC,
                    UNKNOWN_MEMBER_ID,
                    REBALANCE_IN_PROGRESS ->
                problem(kind, "That is not possible now", CONFLICT, detail, remedyOf(error));
            case RECORD_LIST_TOO_LARGE, MESSAGE_TOO_LARGE ->
                problem(kind, "The record is too large", TOO_LARGE, detail, "Raise max.message.bytes of the topic.");
            case INVALID_TOPIC_EXCEPTION,
                    INVALID_PARTITIONS,
                    INVALID_CONFIG,
                    INVALID_REQUEST,
                    POLICY_VIOLATION,
                    INVALID_RECORD,
                    INVALID_TIMESTAMP,
                    INVALID_REPLICATION_FACTOR,
                    INVALID_GROUP_ID,
                    OFFSET_OUT_OF_RANGE ->
                problem(
                        kind,
                        "The request is not valid",
                        BAD_REQUEST,
                        detail,
                        "Change what is said of it and try again.");
            default ->
                problem(
                        kind,
                        "The broker refused it",
                        UNAVAILABLE,
                        detail,
                        "Try again; if it stays, see the broker's log.");
        };
    }

    /** The same for an exception. */
    public static ProblemException of(ApiException failure) {
        return of(Errors.forException(failure), failure.getMessage());
    }

    private static String remedyOf(Errors error) {
        return switch (error) {
            case TOPIC_ALREADY_EXISTS -> "Choose another name, or delete the topic that has it.";
            case NON_EMPTY_GROUP, UNKNOWN_MEMBER_ID, GROUP_SUBSCRIBED_TO_TOPIC ->
                "Stop the group's members, wait until they have left, and try again.";
            default -> "Try again in a moment.";
        };
    }
}
