package org.ordertracking.logistics.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that is too large, and says so: by its length if it tells one, otherwise as soon as more was read.
 * Quarkus's own limit ({@code quarkus.http.limits.max-body-size}) stands behind it; it hangs up without a word.
 */
class BodyLimit {

    private final long limit;

    BodyLimit(@ConfigProperty(name = "http.body-limit", defaultValue = "16K") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @ServerRequestFilter
    void guard(ContainerRequestContext request) {
        if (request.getLength() > limit) {
            throw tooLarge();
        }
        if (request.getLength() < 0 && request.hasEntity()) {
            request.setEntityStream(new LimitedBody(request.getEntityStream()));
        }
    }

    private WebApplicationException tooLarge() {
        return new WebApplicationException(Problem.of(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "the body has more than the %d bytes that are taken".formatted(limit),
                        "Send a smaller body.")
                .response());
    }

    /** Counts what is read of a body that does not tell its length. */
    private final class LimitedBody extends FilterInputStream {

        private long read;

        LimitedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > limit) {
                throw tooLarge();
            }
        }
    }
}
