package org.ordertracking.notification.api;

import org.ordertracking.http.problem.ProblemType;

/** Kinds of problems that only this service has. */
enum NotificationProblem implements ProblemType {
    UNKNOWN_NOTIFICATION(404, "Unknown notification");

    private final int status;
    private final String title;

    NotificationProblem(int status, String title) {
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
