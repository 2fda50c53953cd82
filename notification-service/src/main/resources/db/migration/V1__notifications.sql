-- Runs on H2 (PostgreSQL mode) and on PostgreSQL alike.

-- How to reach the customer of an order. A row without known_since holds no contact yet: it is what transactions of
-- different topics lock, so that an event which parks itself and the contact it waits for cannot miss each other.
CREATE TABLE contact (
    order_id    VARCHAR(64)  NOT NULL PRIMARY KEY,
    name        VARCHAR(200),
    email       VARCHAR(254),
    phone       VARCHAR(16),
    known_since TIMESTAMP(6) WITH TIME ZONE
);

-- Events that came before the contact of their order.
CREATE TABLE parked_event (
    event_id   VARCHAR(100)    NOT NULL PRIMARY KEY,
    order_id   VARCHAR(64)     NOT NULL,
    event_type VARCHAR(200)    NOT NULL,
    payload    VARCHAR(200000) NOT NULL,
    parked_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX parked_event_by_order ON parked_event (order_id);

-- One message to one customer on one channel. This table is the queue of the couriers, the inbox that the API shows,
-- and the proof that an event was told once.
CREATE TABLE notification (
    id         VARCHAR(36)    NOT NULL PRIMARY KEY,
    event_id   VARCHAR(100)   NOT NULL,
    order_id   VARCHAR(64)    NOT NULL,
    about      VARCHAR(64)    NOT NULL,
    channel    VARCHAR(8)     NOT NULL,
    recipient  VARCHAR(254)   NOT NULL,
    subject    VARCHAR(150),
    body       VARCHAR(20000) NOT NULL,
    state      VARCHAR(8)     NOT NULL,
    attempts   INTEGER        NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- While PENDING: when the next attempt may begin; during an attempt, when its lease ends.
    due_at     TIMESTAMP(6) WITH TIME ZONE,
    -- When SENT or FAILED.
    ended_at   TIMESTAMP(6) WITH TIME ZONE,
    -- When SENT: what took it.
    via        VARCHAR(500),
    -- PENDING: the last problem. SENT: a remark. FAILED: the reason.
    detail     VARCHAR(1000),
    CONSTRAINT one_notification_per_event_and_channel UNIQUE (event_id, channel),
    CONSTRAINT due_while_pending CHECK ((state = 'PENDING') = (due_at IS NOT NULL)),
    CONSTRAINT ended_when_final CHECK ((state = 'PENDING') = (ended_at IS NULL))
);

CREATE INDEX notification_due ON notification (state, due_at);
CREATE INDEX notification_by_order ON notification (order_id, created_at, id);
CREATE INDEX notification_by_age ON notification (created_at, id);
