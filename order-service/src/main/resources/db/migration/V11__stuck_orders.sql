-- When an order got on last, and since when it is known to be stuck. The default serves an instance of the release before that still runs.
ALTER TABLE orders ADD COLUMN progressed_at TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL;
ALTER TABLE orders ADD COLUMN stuck_since TIMESTAMP(6) WITH TIME ZONE;

UPDATE orders SET progressed_at = GREATEST(
    placed_at, COALESCE(confirmed_at, placed_at), COALESCE(scheduled_at, placed_at), COALESCE(dispatched_at, placed_at),
    COALESCE(delivered_at, placed_at), COALESCE(rejected_at, placed_at), COALESCE(cancelled_at, placed_at));

CREATE INDEX orders_by_progress ON orders (state, progressed_at);
CREATE INDEX orders_stuck ON orders (stuck_since, id);
