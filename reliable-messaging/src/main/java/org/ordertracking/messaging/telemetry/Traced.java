package org.ordertracking.messaging.telemetry;

/**
 * Work read from a row, with the trace in which it was planned.
 *
 * @param traceParent see {@link TraceParent}; null when nobody traced
 */
public record Traced<T>(T work, String traceParent) {}
