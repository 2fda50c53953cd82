-- Runs on PostgreSQL and on H2 in PostgreSQL mode.

CREATE TABLE delivery (
    order_id        VARCHAR(64)  PRIMARY KEY,
    tracking_number VARCHAR(64)  NOT NULL UNIQUE,
    carrier         VARCHAR(200) NOT NULL,
    slot_start      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    slot_end        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    street          VARCHAR(400) NOT NULL,
    postal_code     VARCHAR(32)  NOT NULL,
    city            VARCHAR(400) NOT NULL,
    country         VARCHAR(2)   NOT NULL,
    state           VARCHAR(16)  NOT NULL,
    state_since     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    scheduled_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    dispatched_at   TIMESTAMP(6) WITH TIME ZONE,
    delivered_at    TIMESTAMP(6) WITH TIME ZONE,
    cancelled_at    TIMESTAMP(6) WITH TIME ZONE,
    -- CASE, for H2 2.4 breaks a check that says IN or OR as soon as the connection that made the table is closed
    CONSTRAINT delivery_state_known CHECK (CASE state
        WHEN 'SCHEDULED' THEN TRUE WHEN 'DISPATCHED' THEN TRUE WHEN 'DELIVERED' THEN TRUE WHEN 'CANCELLED' THEN TRUE
        ELSE FALSE END)
);

-- What is due: the longest in its state first.
CREATE INDEX delivery_due ON delivery (state, state_since, order_id);
-- The pages of GET /deliveries.
CREATE INDEX delivery_newest ON delivery (scheduled_at, order_id);

-- Orders that were cancelled before a delivery was scheduled: none will be.
CREATE TABLE withdrawn_order (
    order_id     VARCHAR(64) PRIMARY KEY,
    withdrawn_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Eight digits: that is what a tracking number has room for (UPU S10).
CREATE SEQUENCE tracking_serial MINVALUE 1 MAXVALUE 99999999 NO CYCLE;
