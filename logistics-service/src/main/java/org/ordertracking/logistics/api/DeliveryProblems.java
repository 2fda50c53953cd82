package org.ordertracking.logistics.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.logistics.api.problem.Problem;
import org.ordertracking.logistics.stream.TooManyFollowersException;

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

    @ServerExceptionMapper
    Response busy(TooManyFollowersException exception) {
        return Problem.of(
                        "urn:order-tracking:problem:busy",
                        "Too much to do at the moment",
                        Status.SERVICE_UNAVAILABLE,
                        "Here, " + exception.getMessage() + ".",
                        "Try again in a moment, or ask GET /deliveries/{orderId} instead.",
                        Map.of())
                .response();
    }
}
