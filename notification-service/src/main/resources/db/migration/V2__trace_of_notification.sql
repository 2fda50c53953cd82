-- The trace in which a notification was planned (W3C trace context): sending it belongs to that trace.
ALTER TABLE notification ADD COLUMN traceparent VARCHAR(100);
