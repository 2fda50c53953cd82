-- Orders that are on their way are counted for the metrics; those at an end, however many, are not looked at.
CREATE INDEX orders_by_state ON orders (state, placed_at);
