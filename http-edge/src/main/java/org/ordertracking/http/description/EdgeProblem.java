package org.ordertracking.http.description;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;

/** What the edge answers in an operation's place, as the document shows it. */
enum EdgeProblem {
    REFUSED_INPUT(
            "A parameter or a field of the body breaks a limit, or the body cannot be read",
            Problem.withField(CommonProblem.INVALID_REQUEST, "page", "at least 0", "Change it, it was -1.")),
    NO_TOKEN(
            "A token is set, and the request does not have it",
            Problem.of(
                    CommonProblem.ADMIN_TOKEN_REQUIRED,
                    "This is for operators, and the request has no token.",
                    "Send the value of admin.token (ADMIN_TOKEN) as Authorization: Bearer.")),
    CLOSED(
            "The admin door is closed",
            Problem.of(
                    CommonProblem.ADMIN_CLOSED,
                    "This is for operators, and the setting admin.token is not set.",
                    "Set admin.token (ADMIN_TOKEN) to at least 16 characters, restart the service, and send the token as"
                            + " Authorization: Bearer.")),
    TOO_LARGE(
            "The body has too many bytes",
            Problem.of(
                    CommonProblem.BODY_TOO_LARGE, "The body has more than 16384 bytes.", "Send at most 16384 bytes.")),
    UNKNOWN_FORMAT(
            "The body is not JSON",
            Problem.of(
                    CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                    "The body's Content-Type is not understood.",
                    "Send Content-Type: application/json.")),
    TOO_MANY(
            "More requests came from this address than are let through",
            Problem.of(
                    CommonProblem.TOO_MANY_REQUESTS,
                    "More than 600 writes in 60 s from this address.",
                    "Wait for the seconds of Retry-After. RateLimit says how many are left; the operator sets"
                            + " http.limits.writes.")),
    OUT_OF_ORDER(
            "Something went wrong here",
            Problem.of(
                    CommonProblem.INTERNAL_ERROR,
                    "The request could not be carried out; the log says why under reference"
                            + " 4f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10.",
                    "Try again; if it fails again, tell the operators the reference.")),
    BUSY(
            "The database does not keep up; nothing was changed",
            Problem.of(
                    CommonProblem.BUSY,
                    "The database did not answer in time. Nothing was changed.",
                    "Try again in a moment; a repeated POST is safe with an Idempotency-Key."));

    private final String description;
    private final Problem example;

    EdgeProblem(String description, Problem example) {
        this.description = description;
        this.example = example;
    }

    static Set<EdgeProblem> of(boolean body, boolean parameters, boolean admin) {
        Set<EdgeProblem> problems = EnumSet.of(TOO_MANY, OUT_OF_ORDER, BUSY);
        if (body) {
            problems.addAll(EnumSet.of(REFUSED_INPUT, TOO_LARGE, UNKNOWN_FORMAT));
        }
        if (parameters) {
            problems.add(REFUSED_INPUT);
        }
        if (admin) {
            problems.addAll(EnumSet.of(NO_TOKEN, CLOSED));
        }
        return problems;
    }

    static Optional<EdgeProblem> ofStatus(String status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status().equals(status))
                .findFirst();
    }

    String status() {
        return Integer.toString(example.status());
    }

    String description() {
        return description;
    }

    Problem example() {
        return example;
    }
}
