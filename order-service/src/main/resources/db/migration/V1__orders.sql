-- Orders, as order-service knows them. SQL that H2 (PostgreSQL mode) and PostgreSQL read alike.

CREATE TABLE orders (
    id                  VARCHAR(64)                 NOT NULL PRIMARY KEY,
    state               VARCHAR(16)                 NOT NULL,
    customer_name       VARCHAR(200)                NOT NULL,
    customer_email      VARCHAR(254),
    customer_phone      VARCHAR(16),
    -- the mail address in lower case, as customers are looked up
    customer_key        VARCHAR(254),
    street              VARCHAR(200)                NOT NULL,
    postal_code         VARCHAR(16)                 NOT NULL,
    city                VARCHAR(200)                NOT NULL,
    country             VARCHAR(2)                  NOT NULL,
    currency            VARCHAR(3)                  NOT NULL,
    total               NUMERIC(12, 2)              NOT NULL,
    rejection_reason    VARCHAR(32),
    rejection_detail    VARCHAR(1000),
    cancellation_reason VARCHAR(1000),
    tracking_number     VARCHAR(64),
    carrier             VARCHAR(400),
    slot_start          TIMESTAMP(6) WITH TIME ZONE,
    slot_end            TIMESTAMP(6) WITH TIME ZONE,
    placed_at           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    confirmed_at        TIMESTAMP(6) WITH TIME ZONE,
    scheduled_at        TIMESTAMP(6) WITH TIME ZONE,
    dispatched_at       TIMESTAMP(6) WITH TIME ZONE,
    delivered_at        TIMESTAMP(6) WITH TIME ZONE,
    rejected_at         TIMESTAMP(6) WITH TIME ZONE,
    cancelled_at        TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX orders_by_customer ON orders (customer_key, placed_at, id);

CREATE TABLE order_line (
    order_id   VARCHAR(64)    NOT NULL REFERENCES orders (id),
    line       INTEGER        NOT NULL,
    sku        VARCHAR(64)    NOT NULL,
    quantity   INTEGER        NOT NULL,
    unit_price NUMERIC(11, 2) NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- Which order a request with this Idempotency-Key made, so that the same request sent again makes no second one.
CREATE TABLE idempotency_key (
    idempotency_key VARCHAR(255)                NOT NULL PRIMARY KEY,
    fingerprint     VARCHAR(64)                 NOT NULL,
    order_id        VARCHAR(64)                 NOT NULL,
    used_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (used_at);
