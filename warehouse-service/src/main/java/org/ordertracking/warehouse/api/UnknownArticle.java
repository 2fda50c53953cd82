package org.ordertracking.warehouse.api;

import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** The problem of an article that the warehouse does not keep. */
final class UnknownArticle {

    private UnknownArticle() {}

    static ProblemException problem(String sku) {
        return new ProblemException(Problem.of(
                InventoryProblem.UNKNOWN_ARTICLE,
                "The warehouse does not keep " + sku + ".",
                "GET /inventory lists the articles; PUT /inventory/{sku} adds one."));
    }
}
