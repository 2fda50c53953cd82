package org.ordertracking.order.api;

import java.util.List;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** How many minutes to look back: the query parameter {@code minutes}. */
public record MinuteSpan(int value) {

    /** A day. */
    static final int MAX = 1440;

    /** Called by the REST layer. A type of its own, because a number that is none would be answered with 404. */
    public static MinuteSpan fromString(String text) {
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX) {
            return new MinuteSpan(Integer.parseInt(text));
        }
        throw new ProblemException(Problem.withFields(
                CommonProblem.INVALID_REQUEST,
                List.of(new Problem.FieldError("minutes", "from 1 to " + MAX, "Ask for at most a day."))));
    }
}
