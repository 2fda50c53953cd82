-- The trace in which a delivery was scheduled (W3C trace context): what happens to the parcel later belongs to it.
ALTER TABLE delivery ADD COLUMN traceparent VARCHAR(100);
