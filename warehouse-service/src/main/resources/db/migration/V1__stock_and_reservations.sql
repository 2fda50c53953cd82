-- Runs on PostgreSQL and on H2 in PostgreSQL mode.

CREATE TABLE stock_item (
    sku      VARCHAR(64) PRIMARY KEY,
    on_hand  BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    -- 0 until the other services were told of the article, then one more with each change
    version  BIGINT NOT NULL,
    CONSTRAINT stock_item_never_oversold CHECK (reserved >= 0 AND reserved <= on_hand),
    CONSTRAINT stock_item_version_counts_up CHECK (version >= 0)
);

CREATE TABLE reservation (
    order_id   VARCHAR(64) PRIMARY KEY,
    state      VARCHAR(16) NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- CASE, for H2 2.4 breaks a check that says IN or OR as soon as the connection that made the table is closed
    CONSTRAINT reservation_state_known CHECK (CASE state
        WHEN 'RESERVED' THEN TRUE WHEN 'REJECTED' THEN TRUE WHEN 'RELEASED' THEN TRUE WHEN 'DISPATCHED' THEN TRUE
        ELSE FALSE END)
);

CREATE TABLE reservation_line (
    order_id VARCHAR(64) NOT NULL REFERENCES reservation (order_id),
    line     INTEGER     NOT NULL,
    sku      VARCHAR(64) NOT NULL,
    quantity INTEGER     NOT NULL,
    PRIMARY KEY (order_id, line),
    CONSTRAINT reservation_line_not_empty CHECK (quantity >= 1)
);
