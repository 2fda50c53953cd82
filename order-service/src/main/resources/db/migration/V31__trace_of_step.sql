-- The trace in which an event was written, as its record says; of steps that were read before, none until the view is rebuilt.
ALTER TABLE timeline_step ADD COLUMN trace_id VARCHAR(32);
