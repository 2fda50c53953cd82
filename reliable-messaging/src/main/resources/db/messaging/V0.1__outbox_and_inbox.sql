-- Events that the service has decided to say, in the order in which it decided. A row is published once
-- published_at is set, which happens only after the broker's acknowledgement.
CREATE TABLE outbox (
    position     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     VARCHAR(100)             NOT NULL,
    topic        VARCHAR(249)             NOT NULL,
    record_key   VARCHAR(200)             NOT NULL,
    type         VARCHAR(200)             NOT NULL,
    source       VARCHAR(200)             NOT NULL,
    occurred_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    payload      BYTEA                    NOT NULL,
    traceparent  VARCHAR(100),
    published_at TIMESTAMP(6) WITH TIME ZONE
);

-- Serves both the relay (the oldest unpublished rows of a topic) and the purge.
CREATE INDEX outbox_pending ON outbox (topic, published_at, position);
CREATE INDEX outbox_published ON outbox (published_at, occurred_at);

-- Keys whose next event the broker refuses for good. Deleting a row lets the relay try that key again.
CREATE TABLE outbox_blocked_key (
    topic      VARCHAR(249)                NOT NULL,
    record_key VARCHAR(200)                NOT NULL,
    event_id   VARCHAR(100)                NOT NULL,
    reason     VARCHAR(2000)               NOT NULL,
    blocked_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (topic, record_key)
);

-- One row; whoever holds its lock is the one relay of this database.
CREATE TABLE outbox_relay (
    id INTEGER PRIMARY KEY
);
INSERT INTO outbox_relay (id) VALUES (1);

-- Events that a consumer of this service has applied, written in the transaction of their effect.
CREATE TABLE inbox (
    consumer    VARCHAR(200)                NOT NULL,
    event_id    VARCHAR(100)                NOT NULL,
    received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_received ON inbox (received_at);
