-- The way back of a parcel whose order was cancelled after it had left.
ALTER TABLE orders ADD COLUMN recalled_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE orders ADD COLUMN returned_at TIMESTAMP(6) WITH TIME ZONE;
