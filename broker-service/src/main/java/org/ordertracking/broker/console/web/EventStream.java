package org.ordertracking.broker.console.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.ProblemException;

/**
 * Events that are told as they happen (server-sent events): a look now and then, one at a time, on threads that may block. Who takes too
 * long to read is not told more meanwhile, so nothing queues.
 *
 * <pre>
 *   begin ──► open ── the client is gone, a look fails, or {@link #LONGEST} is over ──► ended
 * </pre>
 */
final class EventStream {
    /** After it the stream ends; browsers open it anew. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(EventStream.class);
    /** A comment now and then keeps proxies from taking the stream for dead. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /**
     * Where events come from.
     *
     * @param period from one look to the next
     * @param look what there is to tell now; may block
     */
    record Source(Duration period, Look look) {}

    /** One look. */
    @FunctionalInterface
    interface Look {
        List<Event> take();
    }

    /**
     * An event.
     *
     * @param data becomes JSON
     */
    record Event(String name, Object data) {}

    private final RoutingContext context;
    private final Executor threads;
    private final Source source;
    private final Function<Object, String> json;
    private final Places places;
    private final Runnable ending = this::endSoon;
    private final HttpServerResponse response;
    private final Context loop;
    private final long beganNanos = System.nanoTime();
    private long toldNanos = System.nanoTime();
    private long timer;
    private boolean looking;
    private boolean ended;

    /**
     * @param threads refuse with {@link RejectedExecutionException} when they have too much to do
     * @param json writes an object on one line
     * @param places where it holds one, until it ends
     */
    EventStream(RoutingContext context, Executor threads, Source source, Function<Object, String> json, Places places) {
        this.context = context;
        this.threads = threads;
        this.source = source;
        this.json = json;
        this.places = places;
        this.response = context.response();
        this.loop = context.vertx().getOrCreateContext();
    }

    /** Begins it; to be called on the request's event loop, as all below. */
    void begin() {
        places.opened(ending);
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // Or a proxy would collect events before it passes them on.
                .putHeader("X-Accel-Buffering", "no");
        response.closeHandler(gone -> end());
        response.exceptionHandler(gone -> end());
        response.write(": watching\n\n");
        timer = context.vertx().setPeriodic(source.period().toMillis(), due -> look());
        look();
    }

    private void look() {
        if (ended || looking || response.writeQueueFull()) {
            return;
        }
        if (System.nanoTime() - beganNanos > LONGEST.toNanos()) {
            end();
            return;
        }
        looking = true;
        try {
            threads.execute(() -> {
                String text = told();
                loop.runOnContext(back -> {
                    looking = false;
                    tell(text);
                });
            });
        } catch (RejectedExecutionException busy) {
            looking = false;
        }
    }

    /** Null when the stream has to end. */
    private String told() {
        try {
            StringBuilder text = new StringBuilder();
            for (Event event : source.look().take()) {
                text.append("event: ").append(event.name()).append("\ndata: ");
                text.append(json.apply(event.data())).append("\n\n");
            }
            return text.toString();
        } catch (ProblemException gone) {
            LOG.debugf("a live stream ends: %s", gone.getMessage());
            return null;
        } catch (RuntimeException failure) {
            LOG.warnf("a live stream of the console ends, since it cannot look: %s", failure);
            return null;
        }
    }

    private void tell(String text) {
        if (ended) {
            return;
        }
        if (text == null) {
            response.write("event: end\ndata: \n\n");
            end();
            return;
        }
        boolean silent = System.nanoTime() - toldNanos > SILENCE.toNanos();
        if (!text.isEmpty() || silent) {
            response.write(text.isEmpty() ? ": still here\n\n" : text);
            toldNanos = System.nanoTime();
        }
    }

    private void endSoon() {
        loop.runOnContext(asked -> end());
    }

    /** Ends it; more than once is harmless. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        context.vertx().cancelTimer(timer);
        if (!response.ended() && !response.closed()) {
            response.end();
        }
        places.leave(ending);
    }
}
