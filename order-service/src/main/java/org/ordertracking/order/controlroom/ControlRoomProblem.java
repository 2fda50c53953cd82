package org.ordertracking.order.controlroom;

import org.ordertracking.http.problem.ProblemType;

/** Why the page could not have something done. */
enum ControlRoomProblem implements ProblemType {
    UNKNOWN_SERVICE(404, "There is no such service"),
    NEIGHBOUR_REFUSED(409, "The service did not do it"),
    NEIGHBOUR_AWAY(503, "The service does not answer");

    private final int status;
    private final String title;

    ControlRoomProblem(int status, String title) {
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
