-- A view of the log: every event about an order, as it was read. Can be rebuilt from the topics.

CREATE TABLE timeline_step (
    order_id      VARCHAR(64)                 NOT NULL,
    -- 1, 2, 3 … per order, in the order of reading
    sequence      BIGINT                      NOT NULL,
    event_id      VARCHAR(200)                NOT NULL,
    event_type    VARCHAR(100)                NOT NULL,
    service       VARCHAR(400)                NOT NULL,
    topic         VARCHAR(249)                NOT NULL,
    log_partition INTEGER                     NOT NULL,
    log_offset    BIGINT                      NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- what the event did to the order's state; null when it tells of a change made before, or of none
    effect        VARCHAR(16),
    summary       VARCHAR(1000)               NOT NULL,
    PRIMARY KEY (order_id, sequence)
);
