package org.ordertracking.http.limit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemWriter;

/**
 * Refuses what a client sends beyond its limit, before anything is read or looked up. Probes and Prometheus are not
 * counted: they come from the platform, and their refusal would look like an outage.
 */
@Singleton
class RateLimit {

    /** Before everything else, the limit of bodies included. */
    private static final int FIRST = 110_000;

    private static final List<String> EXEMPT = List.of("/q/health", "/q/metrics");

    private final ClientLimits limits;
    private final ProblemWriter writer;

    RateLimit(ClientLimits limits, ProblemWriter writer) {
        this.limits = limits;
        this.writer = writer;
    }

    void register(@Observes Filters filters) {
        if (limits.enabled()) {
            filters.register(this::count, FIRST);
        }
    }

    private void count(RoutingContext request) {
        if (isExempt(request.normalizedPath())) {
            request.next();
            return;
        }
        String client = ClientAddress.of(request.request().remoteAddress());
        Allowance allowance =
                limits.take(client, RequestKind.of(request.request().method()));
        if (allowance.granted()) {
            allowance.headers().forEach(request.response()::putHeader);
            request.next();
            return;
        }
        Map<String, String> headers = new HashMap<>(allowance.headers());
        headers.put("Retry-After", allowance.retryAfterSeconds());
        writer.answer(request, tooMany(allowance), headers);
    }

    private static boolean isExempt(String path) {
        return EXEMPT.stream().anyMatch(exempt -> path.equals(exempt) || path.startsWith(exempt + "/"));
    }

    private static Problem tooMany(Allowance allowance) {
        return Problem.of(
                CommonProblem.TOO_MANY_REQUESTS,
                "More than %d %s in %d s from this address."
                        .formatted(
                                allowance.quota(),
                                allowance.kind().label(),
                                allowance.period().toSeconds()),
                "Wait for the seconds of Retry-After. RateLimit says how many are left; the operator sets http.limits."
                        + allowance.kind().label() + ".");
    }
}
