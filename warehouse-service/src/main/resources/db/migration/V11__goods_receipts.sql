-- Deliveries of suppliers that were counted. Runs on PostgreSQL and on H2 in PostgreSQL mode.
CREATE TABLE goods_receipt (
    sku            VARCHAR(64) NOT NULL REFERENCES stock_item (sku),
    receipt_number VARCHAR(64) NOT NULL,
    quantity       BIGINT      NOT NULL,
    received_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (sku, receipt_number),
    CONSTRAINT goods_receipt_not_empty CHECK (quantity >= 1)
);
