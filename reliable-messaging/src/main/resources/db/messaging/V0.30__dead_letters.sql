-- Records that this service could not apply, read back from its dead-letter topics.
CREATE TABLE dead_letter (
    -- Made of consumer and origin, so that a letter that comes twice is kept once.
    id              VARCHAR(36)                 PRIMARY KEY,
    position        BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    state           VARCHAR(20)                 NOT NULL,
    consumer        VARCHAR(200)                NOT NULL,
    topic           VARCHAR(249)                NOT NULL,
    topic_partition INTEGER                     NOT NULL,
    topic_offset    BIGINT                      NOT NULL,
    recorded_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    record_key      BYTEA,
    payload         BYTEA,
    -- Of the original; more than is kept here when it was too large. Null for a record without a value.
    payload_bytes   BIGINT,
    headers         BYTEA                       NOT NULL,
    event_id        VARCHAR(200),
    event_type      VARCHAR(200),
    traceparent     VARCHAR(100),
    exception       VARCHAR(300)                NOT NULL,
    reason          VARCHAR(1000)               NOT NULL,
    stack           VARCHAR(10000)              NOT NULL,
    attempts        INTEGER                     NOT NULL,
    died_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- The letter whose replay became this one.
    replay_of       VARCHAR(36),
    -- Why it cannot be replayed from here; null when it can.
    obstacle        VARCHAR(500),
    decided_at      TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX dead_letter_state ON dead_letter (state, topic, position);
CREATE INDEX dead_letter_topic ON dead_letter (topic, position);
CREATE INDEX dead_letter_decided ON dead_letter (decided_at);

-- Who decided what about a dead letter, and why.
CREATE TABLE dead_letter_audit (
    position   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    letter_id  VARCHAR(36)                 NOT NULL REFERENCES dead_letter (id) ON DELETE CASCADE,
    decided_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor      VARCHAR(100)                NOT NULL,
    decision   VARCHAR(20)                 NOT NULL,
    reason     VARCHAR(500)
);
CREATE INDEX dead_letter_audit_letter ON dead_letter_audit (letter_id, position);
