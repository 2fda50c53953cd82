package org.ordertracking.warehouse.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.warehouse.api.problem.Problem;
import org.ordertracking.warehouse.application.ReceiptDiffersException;
import org.ordertracking.warehouse.application.VersionMismatchException;
import org.ordertracking.warehouse.domain.BelowReservedException;

/** What the warehouse itself refuses, as {@link Problem}s. */
class InventoryProblems {

    private static final String TYPE = "urn:order-tracking:problem:";

    @ServerExceptionMapper
    Response unknown(UnknownArticleException exception) {
        return Problem.of(
                        TYPE + "unknown-article",
                        "Unknown article",
                        Status.NOT_FOUND,
                        exception.getMessage(),
                        "GET /inventory lists the articles; PUT /inventory/{sku} adds one.",
                        Map.of())
                .response();
    }

    @ServerExceptionMapper
    Response belowReserved(BelowReservedException exception) {
        return Problem.of(
                        TYPE + "below-reserved",
                        "Fewer pieces than reserved",
                        Status.CONFLICT,
                        exception.getMessage(),
                        "Set onHand to %d or more, or wait until the orders are dispatched or cancelled."
                                .formatted(exception.reserved()),
                        Map.of("onHand", exception.onHand(), "reserved", exception.reserved()))
                .response();
    }

    @ServerExceptionMapper
    Response differs(ReceiptDiffersException exception) {
        return Problem.of(
                        TYPE + "receipt-differs",
                        "Counted before with another quantity",
                        Status.CONFLICT,
                        exception.getMessage(),
                        "Send another number for another delivery. To correct a count, PUT /inventory/{sku}.",
                        Map.of("quantity", exception.counted()))
                .response();
    }

    @ServerExceptionMapper
    Response changedMeanwhile(VersionMismatchException exception) {
        return Problem.of(
                        TYPE + "version-mismatch",
                        "Changed meanwhile",
                        Status.PRECONDITION_FAILED,
                        exception.getMessage(),
                        "GET the article, look at its count, and send its ETag as If-Match.",
                        Map.of("version", exception.actual()))
                .response();
    }
}
