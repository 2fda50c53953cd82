package org.ordertracking.logistics.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.logistics.api.problem.Problem;

/** What logistics itself refuses, as {@link Problem}s. */
class DeliveryProblems {

    @ServerExceptionMapper
    Response unknown(UnknownDeliveryException exception) {
        return Problem.of(
                        "urn:order-tracking:problem:unknown-delivery",
                        "Unknown delivery",
                        Status.NOT_FOUND,
                        exception.getMessage(),
                        "A delivery is scheduled once its order is confirmed: check the order id, or ask again later.",
                        Map.of())
                .response();
    }
}
