package org.ordertracking.http.problem;

import jakarta.ws.rs.WebApplicationException;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /**
     * @param headers what the answer carries beside the problem, such as {@code Retry-After}
     */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), problem.status());
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    /** What the answer carries beside the problem. */
    public Map<String, String> headers() {
        return headers;
    }
}
