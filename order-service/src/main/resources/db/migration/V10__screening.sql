-- When screening let an order pass. Orders that were placed before there was screening have none, and are screened now.
ALTER TABLE orders ADD COLUMN cleared_at TIMESTAMP(6) WITH TIME ZONE;
