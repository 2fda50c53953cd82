package org.ordertracking.warehouse.api;

import org.ordertracking.http.problem.ProblemType;

/** Kinds of problems that only this service has. */
enum InventoryProblem implements ProblemType {
    UNKNOWN_ARTICLE(404, "Unknown article"),
    BELOW_RESERVED(409, "Fewer pieces than reserved"),
    RECEIPT_DIFFERS(409, "Counted before with another quantity"),
    VERSION_MISMATCH(412, "Changed meanwhile");

    private final int status;
    private final String title;

    InventoryProblem(int status, String title) {
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
