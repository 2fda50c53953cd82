package org.ordertracking.messaging.admin;

import org.ordertracking.http.problem.ProblemType;

/** What can be wrong with a replay. */
enum ReplayProblem implements ProblemType {
    UNKNOWN_VIEW(400, "There is no such view"),
    UNKNOWN_REPLAY(404, "There is no such replay"),
    REPLAY_RUNNING(409, "The view is being built already");

    private final int status;
    private final String title;

    ReplayProblem(int status, String title) {
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
