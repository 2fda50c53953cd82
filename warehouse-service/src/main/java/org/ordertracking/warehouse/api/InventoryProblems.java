package org.ordertracking.warehouse.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.ProblemMappers;
import org.ordertracking.warehouse.application.ReceiptDiffersException;
import org.ordertracking.warehouse.application.VersionMismatchException;
import org.ordertracking.warehouse.domain.BelowReservedException;

/** What the warehouse itself refuses, as {@link Problem}s. */
class InventoryProblems {

    private final ProblemMappers problems;

    InventoryProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response belowReserved(BelowReservedException exception, UriInfo uri) {
        return answer(
                Problem.of(
                                InventoryProblem.BELOW_RESERVED,
                                exception.getMessage(),
                                "Set onHand to %d or more, or wait until the orders are dispatched or cancelled."
                                        .formatted(exception.reserved()))
                        .with(Map.of("onHand", exception.onHand(), "reserved", exception.reserved())),
                uri);
    }

    @ServerExceptionMapper
    Response differs(ReceiptDiffersException exception, UriInfo uri) {
        return answer(
                Problem.of(
                                InventoryProblem.RECEIPT_DIFFERS,
                                exception.getMessage(),
                                "Send another number for another delivery. To correct a count, PUT /inventory/{sku}.")
                        .with(Map.of("quantity", exception.counted())),
                uri);
    }

    @ServerExceptionMapper
    Response changedMeanwhile(VersionMismatchException exception, UriInfo uri) {
        return answer(
                Problem.of(
                                InventoryProblem.VERSION_MISMATCH,
                                exception.getMessage(),
                                "GET the article, look at its count, and send its ETag as If-Match.")
                        .with(Map.of("version", exception.actual())),
                uri);
    }

    private Response answer(Problem problem, UriInfo uri) {
        return problems.problem(new ProblemException(problem), uri);
    }
}
