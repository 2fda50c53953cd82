package org.ordertracking.messaging.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Pattern;

/**
 * The W3C trace context as it is kept in a row, between the step that planned something and the one that does it:
 * {@code 00-<trace id>-<span id>-<flags>}.
 */
public final class TraceParent {

    /** In headers of records that others wrote anything may stand. */
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    private TraceParent() {}

    /** The current step's, or null when nobody traces. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return null;
        }
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    /** The context to continue; {@code Context.root()} for null or something unreadable. */
    public static Context toContext(String traceParent) {
        if (traceParent == null || !WELL_FORMED.matcher(traceParent).matches()) {
            return Context.root();
        }
        SpanContext span = SpanContext.createFromRemoteParent(
                traceParent.substring(TRACE_ID, SPAN_ID - 1),
                traceParent.substring(SPAN_ID, FLAGS - 1),
                TraceFlags.fromHex(traceParent, FLAGS),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(span));
    }
}
