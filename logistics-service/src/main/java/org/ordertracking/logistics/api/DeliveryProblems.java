package org.ordertracking.logistics.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.ProblemMappers;
import org.ordertracking.logistics.stream.TooManyFollowersException;

/** What logistics itself refuses, as {@link Problem}s. */
class DeliveryProblems {

    private final ProblemMappers problems;

    DeliveryProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response busy(TooManyFollowersException exception, UriInfo uri) {
        return problems.problem(
                new ProblemException(Problem.of(
                        CommonProblem.BUSY,
                        "Here, " + exception.getMessage() + ".",
                        "Try again in a moment, or ask GET /deliveries/{orderId} instead.")),
                uri);
    }
}
