-- Parcels that had left when their order was cancelled come back; vehicles carry parcels. Runs on PostgreSQL and on H2.

ALTER TABLE delivery ADD COLUMN recalled_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE delivery ADD COLUMN returned_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE delivery ADD COLUMN vehicle_id VARCHAR(64);

ALTER TABLE delivery DROP CONSTRAINT delivery_state_known;
-- CASE, for H2 2.4 breaks a check that says IN or OR as soon as the connection that made the table is closed
ALTER TABLE delivery ADD CONSTRAINT delivery_state_known CHECK (CASE state
    WHEN 'SCHEDULED' THEN TRUE WHEN 'DISPATCHED' THEN TRUE WHEN 'DELIVERED' THEN TRUE WHEN 'CANCELLED' THEN TRUE
    WHEN 'RETURNING' THEN TRUE WHEN 'RETURNED' THEN TRUE ELSE FALSE END);

-- Which process drives the fleet: one row, taken over when its time has run out.
CREATE TABLE fleet_lease (
    name       VARCHAR(32)  PRIMARY KEY,
    holder     VARCHAR(64)  NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

INSERT INTO fleet_lease (name, holder, expires_at) VALUES ('fleet', 'nobody', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00');
