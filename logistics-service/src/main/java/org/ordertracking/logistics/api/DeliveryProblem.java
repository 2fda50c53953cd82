package org.ordertracking.logistics.api;

import org.ordertracking.http.problem.ProblemType;

/** Kinds of problems that only this service has. */
enum DeliveryProblem implements ProblemType {
    UNKNOWN_DELIVERY(404, "Unknown delivery");

    private final int status;
    private final String title;

    DeliveryProblem(int status, String title) {
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
