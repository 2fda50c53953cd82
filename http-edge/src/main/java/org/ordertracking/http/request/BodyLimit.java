package org.ordertracking.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.ProblemWriter;

/**
 * Refuses large bodies: one that says its length before it is read, one that does not while it is read. Quarkus has a
 * limit of its own ({@code quarkus.http.limits.max-body-size}) which answers without a body; it stays, wider, as a
 * backstop.
 */
@Provider
@Singleton
public class BodyLimit implements ReaderInterceptor {

    /** Before all routes, and before Quarkus' own check; behind the limit of rates. */
    private static final int EARLY = 100_000;

    private final ProblemWriter writer;
    private final Instance<LargestBody> largest;

    /**
     * @param largest looked up with the first request: interceptors are made before run-time settings are there
     */
    BodyLimit(ProblemWriter writer, Instance<LargestBody> largest) {
        this.writer = writer;
        this.largest = largest;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseLongBodies, EARLY);
    }

    private void refuseLongBodies(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isWithinLimit(length)) {
            request.next();
            return;
        }
        request.response().endHandler(ended -> request.request().connection().close());
        writer.answer(request, tooLarge(), Map.of("Connection", "close"));
    }

    private boolean isWithinLimit(String length) {
        try {
            return Long.parseLong(length) <= limit();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private long limit() {
        return largest.get().bytes();
    }

    private Problem tooLarge() {
        long limit = limit();
        return Problem.of(
                CommonProblem.BODY_TOO_LARGE,
                "The body has more than " + limit + " bytes.",
                "Send at most " + limit + " bytes.");
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedInputStream(context.getInputStream()));
        return context.proceed();
    }

    /** Fails once more than the limit was read. */
    private final class LimitedInputStream extends FilterInputStream {

        private long left = limit();

        LimitedInputStream(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new ProblemException(tooLarge());
            }
        }
    }
}
