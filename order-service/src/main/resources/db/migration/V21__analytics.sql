-- Analytics: views of the log, each row of one generation.

-- What is known of each order, so that an event that comes again, or late, counts once.
CREATE TABLE sale (
    generation   BIGINT      NOT NULL,
    order_id     VARCHAR(64) NOT NULL,
    -- each null until its event was read, whatever the order of reading
    placed_at    TIMESTAMP(6) WITH TIME ZONE,
    delivered_at TIMESTAMP(6) WITH TIME ZONE,
    -- rejected or cancelled: it has no value any more
    called_off   BOOLEAN     NOT NULL,
    PRIMARY KEY (generation, order_id)
);

CREATE TABLE sale_line (
    generation BIGINT         NOT NULL,
    order_id   VARCHAR(64)    NOT NULL,
    sku        VARCHAR(64)    NOT NULL,
    currency   VARCHAR(3)     NOT NULL,
    pieces     BIGINT         NOT NULL,
    amount     NUMERIC(16, 2) NOT NULL,
    PRIMARY KEY (generation, order_id, sku)
);

-- Sums, so that asking costs the same however many orders there were.
CREATE TABLE orders_per_minute (
    generation BIGINT                      NOT NULL,
    minute_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    orders     BIGINT                      NOT NULL,
    PRIMARY KEY (generation, minute_at)
);

CREATE TABLE product_value (
    generation BIGINT         NOT NULL,
    sku        VARCHAR(64)    NOT NULL,
    currency   VARCHAR(3)     NOT NULL,
    orders     BIGINT         NOT NULL,
    pieces     BIGINT         NOT NULL,
    amount     NUMERIC(18, 2) NOT NULL,
    PRIMARY KEY (generation, sku, currency)
);

-- How many orders took how long from placed to delivered; see DurationBuckets.
CREATE TABLE delivery_time (
    generation BIGINT  NOT NULL,
    bucket     INTEGER NOT NULL,
    orders     BIGINT  NOT NULL,
    PRIMARY KEY (generation, bucket)
);

-- What visitors of the shop looked at and bought lately.
CREATE TABLE visitor_product (
    generation BIGINT                      NOT NULL,
    visitor_id VARCHAR(64)                 NOT NULL,
    -- LOOKED or BOUGHT
    deed       VARCHAR(8)                  NOT NULL,
    sku        VARCHAR(64)                 NOT NULL,
    done_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, visitor_id, deed, sku)
);

CREATE INDEX visitor_product_by_age ON visitor_product (generation, done_at);

-- Which visitor counts for which pair of products, so that each counts once.
CREATE TABLE visitor_pair (
    generation BIGINT      NOT NULL,
    visitor_id VARCHAR(64) NOT NULL,
    looked_sku VARCHAR(64) NOT NULL,
    bought_sku VARCHAR(64) NOT NULL,
    PRIMARY KEY (generation, visitor_id, looked_sku, bought_sku)
);

CREATE TABLE product_pair (
    generation BIGINT      NOT NULL,
    looked_sku VARCHAR(64) NOT NULL,
    bought_sku VARCHAR(64) NOT NULL,
    visitors   BIGINT      NOT NULL,
    PRIMARY KEY (generation, looked_sku, bought_sku)
);
