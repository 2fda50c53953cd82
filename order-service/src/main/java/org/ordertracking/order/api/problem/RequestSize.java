package org.ordertracking.order.api.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses large bodies: one that says its length before it is read, one that does not while it is read. Quarkus has a
 * limit of its own ({@code quarkus.http.limits.max-body-size}) which answers without a body; it stays, wider, as a
 * backstop.
 */
@Provider
@Singleton
final class RequestSize implements ReaderInterceptor {

    /** Bytes of the largest body: an order of 50 lines with the longest names fits several times. */
    static final long MAX_BYTES = 64L * 1024;

    /** Before all routes, and before Quarkus' own check. */
    private static final int FIRST = 100_000;

    private final ProblemWriter writer;

    RequestSize(ProblemWriter writer) {
        this.writer = writer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseLongBodies, FIRST);
    }

    private void refuseLongBodies(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isWithinLimit(length)) {
            request.next();
            return;
        }
        request.response().endHandler(ended -> request.request().connection().close());
        request.response()
                .setStatusCode(ProblemType.BODY_TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(writer.write(HttpErrors.tooLarge(MAX_BYTES), request.normalizedPath()));
    }

    private static boolean isWithinLimit(String length) {
        try {
            return Long.parseLong(length) <= MAX_BYTES;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedInputStream(context.getInputStream()));
        return context.proceed();
    }

    /** Fails once more than {@link #MAX_BYTES} were read. */
    private static final class LimitedInputStream extends FilterInputStream {

        private long left = MAX_BYTES;

        LimitedInputStream(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
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
                throw new ProblemException(HttpErrors.tooLarge(MAX_BYTES));
            }
        }
    }
}
