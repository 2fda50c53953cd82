package org.ordertracking.broker.console.web;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * JSON, a line for each entry, to keep as a file. The next part is only made when the client has taken those before, so a download holds one
 * part at a time, and no thread waits for a slow client.
 */
final class LineStream {
    private static final Logger LOG = Logger.getLogger(LineStream.class);

    /** Where entries come from. */
    @FunctionalInterface
    interface Source {
        /** The next part; empty at the end. May block. */
        List<?> next();
    }

    private final HttpServerResponse response;
    private final Context loop;
    private final ConsoleThreads threads;
    private final Source source;
    private final Function<Object, String> json;
    private final Places places;
    private final Runnable ending = this::endSoon;
    private boolean ended;

    LineStream(
            RoutingContext context,
            ConsoleThreads threads,
            Source source,
            Function<Object, String> json,
            Places places) {
        this.response = context.response();
        this.loop = context.vertx().getOrCreateContext();
        this.threads = threads;
        this.source = source;
        this.json = json;
        this.places = places;
    }

    /** Begins it; to be called on the request's event loop, as all below. */
    void begin(String name) {
        places.opened(ending);
        response.setChunked(true)
                .putHeader("Content-Type", "application/x-ndjson")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.closeHandler(gone -> end());
        response.exceptionHandler(gone -> end());
        response.drainHandler(drained -> pump());
        pump();
    }

    private void pump() {
        if (ended) {
            return;
        }
        try {
            threads.execute(() -> {
                Buffer part = part();
                loop.runOnContext(back -> write(part));
            });
        } catch (RejectedExecutionException busy) {
            // A file that ends in the middle must not look whole.
            abort("too much at a time");
        }
    }

    /** Null at the end; an empty buffer when it failed. */
    private Buffer part() {
        try {
            List<?> entries = source.next();
            if (entries.isEmpty()) {
                return null;
            }
            StringBuilder lines = new StringBuilder();
            entries.forEach(entry -> lines.append(json.apply(entry)).append('\n'));
            return Buffer.buffer(lines.toString());
        } catch (RuntimeException failure) {
            LOG.warnf("a download from the console ends in the middle: %s", failure);
            return Buffer.buffer();
        }
    }

    private void write(Buffer part) {
        if (ended) {
            return;
        }
        if (part == null) {
            response.end();
            end();
        } else if (part.length() == 0) {
            abort("it failed");
        } else {
            response.write(part);
            if (!response.writeQueueFull()) {
                pump();
            }
        }
    }

    private void abort(String why) {
        LOG.debugf("a download is cut off: %s", why);
        response.reset();
        end();
    }

    private void endSoon() {
        loop.runOnContext(asked -> {
            if (!ended) {
                abort("the broker stops");
            }
        });
    }

    private void end() {
        if (!ended) {
            ended = true;
            places.leave(ending);
        }
    }
}
