-- Views of the log, see projection_generation in reliable-messaging: made from nothing but the topics, each row of one
-- generation. What stood in the tables of the same names before is read again from the log.
DROP TABLE timeline_step;
DROP TABLE stock_level;

-- Every event about an order, as it stands on the log.
CREATE TABLE timeline_step (
    generation    BIGINT                      NOT NULL,
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
    -- what the event asks of the order
    bearing       VARCHAR(16)                 NOT NULL,
    summary       VARCHAR(1000)               NOT NULL,
    PRIMARY KEY (generation, order_id, sequence)
);

-- An event may stand on the log twice; it is one step.
CREATE UNIQUE INDEX timeline_step_once ON timeline_step (generation, order_id, event_id);

-- The stock as the topic "inventory" told it last.
CREATE TABLE stock_level (
    generation BIGINT                      NOT NULL,
    sku        VARCHAR(64)                 NOT NULL,
    on_hand    BIGINT                      NOT NULL,
    reserved   BIGINT                      NOT NULL,
    version    BIGINT                      NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, sku)
);
