package org.ordertracking.logistics.api;

import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** The problem of an order that has no delivery. */
final class UnknownDelivery {

    private UnknownDelivery() {}

    static ProblemException problem(String orderId) {
        return new ProblemException(Problem.of(
                DeliveryProblem.UNKNOWN_DELIVERY,
                "No delivery is scheduled for order " + orderId + ".",
                "A delivery is scheduled once its order is confirmed: check the order id, or ask again later."));
    }
}
