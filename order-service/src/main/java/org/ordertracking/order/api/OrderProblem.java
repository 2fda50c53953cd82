package org.ordertracking.order.api;

import org.ordertracking.http.problem.ProblemType;

/** Kinds of problems that only this service has. */
enum OrderProblem implements ProblemType {
    UNKNOWN_ORDER(404, "There is no such order"),
    NOT_CANCELLABLE(409, "The order can no longer be cancelled"),
    UNKNOWN_PRODUCT(422, "There is no such product"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request");

    private final int status;
    private final String title;

    OrderProblem(int status, String title) {
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
