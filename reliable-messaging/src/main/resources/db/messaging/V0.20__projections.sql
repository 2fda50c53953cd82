-- Views of the log that this service keeps in its database. A view is written in generations: one is read, another may be
-- built beside it, from the log's beginning, and takes its place once it has caught up.

-- One row per view; its lock decides who starts a generation and who makes one current.
CREATE TABLE projection_view (
    name               VARCHAR(100) NOT NULL PRIMARY KEY,
    -- the generation that readers see
    current_generation BIGINT
);

-- One row per generation; its lock is held by whoever applies records to it.
CREATE TABLE projection_generation (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    view_name   VARCHAR(100)                NOT NULL REFERENCES projection_view (name),
    -- BUILDING, CURRENT, RETIRED (its rows are being deleted), GONE (its rows are deleted)
    state       VARCHAR(16)                 NOT NULL,
    -- the request that it was built for; null for the first one of a view
    replay_id   VARCHAR(36),
    -- records that could not be read or applied
    skipped     BIGINT                      NOT NULL,
    -- the process that reads for it, and how long the others leave it to that process
    owner       VARCHAR(36),
    lease_until TIMESTAMP(6) WITH TIME ZONE,
    -- until then nothing is applied, so that the generation that is built catches up
    held_until  TIMESTAMP(6) WITH TIME ZONE,
    started_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- when it became current
    ended_at    TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX projection_generation_by_replay ON projection_generation (replay_id);
CREATE INDEX projection_generation_by_state ON projection_generation (state);

-- How far a generation has read, kept in the transactions in which its records are applied.
CREATE TABLE projection_position (
    generation    BIGINT       NOT NULL REFERENCES projection_generation (id),
    topic         VARCHAR(249) NOT NULL,
    log_partition INTEGER      NOT NULL,
    -- which topic of that name: another one when it was deleted and made again, or stands on another cluster
    topic_id      VARCHAR(36)  NOT NULL,
    -- where reading began
    first_offset  BIGINT       NOT NULL,
    next_offset   BIGINT       NOT NULL,
    -- where the log ended when it was last looked at
    end_offset    BIGINT       NOT NULL,
    PRIMARY KEY (generation, topic, log_partition)
);
