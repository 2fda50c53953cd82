package org.ordertracking.messaging.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * Does what was planned earlier, by a timer or from a queue, as a step of the trace in which it was planned: an order is one
 * trace, also where nobody waited for the next step.
 */
@Singleton
public class LaterSteps {

    private final Tracer tracer;

    /**
     * @param tracer makes the spans
     */
    public LaterSteps(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Runs a step; what it publishes and logs belongs to the trace. Without a trace it just runs.
     *
     * @param name of the span, the same for all steps of a kind
     */
    public <T> void run(String name, Traced<T> planned, Consumer<T> step) {
        if (planned.traceParent() == null) {
            step.accept(planned.work());
            return;
        }
        Span span = tracer.spanBuilder(name)
                .setParent(TraceParent.toContext(planned.traceParent()))
                .startSpan();
        try {
            Context.current().with(span).wrap(() -> step.accept(planned.work())).run();
        } catch (RuntimeException | Error failure) {
            span.recordException(failure);
            span.setStatus(StatusCode.ERROR);
            throw failure;
        } finally {
            span.end();
        }
    }
}
