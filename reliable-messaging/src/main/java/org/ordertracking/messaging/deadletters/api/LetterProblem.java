package org.ordertracking.messaging.deadletters.api;

import org.ordertracking.http.problem.ProblemType;

/** What can be wrong with a decision about a dead letter. */
enum LetterProblem implements ProblemType {
    UNKNOWN_LETTER(404, "There is no such dead letter"),
    LETTER_NOT_DECIDABLE(409, "This cannot be decided");

    private final int status;
    private final String title;

    LetterProblem(int status, String title) {
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
