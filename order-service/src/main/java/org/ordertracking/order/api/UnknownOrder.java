package org.ordertracking.order.api;

import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** The problem of an order that is not there. */
final class UnknownOrder {

    private static final int SHOWN = 64;

    private UnknownOrder() {}

    static ProblemException problem(String id) {
        return new ProblemException(Problem.of(
                OrderProblem.UNKNOWN_ORDER,
                "No order has the id " + (id.length() <= SHOWN ? id : id.substring(0, SHOWN) + "…") + ".",
                "Use the orderId that POST /orders answered, or look it up with GET /orders?customer=."));
    }
}
