package org.ordertracking.order.api;

import java.util.List;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** How many entries a page has at most: the query parameter {@code limit}. */
public record PageLimit(int value) {

    static final int MAX = 100;

    /** Called by the REST layer. A type of its own, because a number that is none would be answered with 404. */
    public static PageLimit fromString(String text) {
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX) {
            return new PageLimit(Integer.parseInt(text));
        }
        throw new ProblemException(Problem.withFields(
                CommonProblem.INVALID_REQUEST,
                List.of(new Problem.FieldError(
                        "limit", "from 1 to " + MAX, "Ask for at most " + MAX + " and follow next."))));
    }
}
