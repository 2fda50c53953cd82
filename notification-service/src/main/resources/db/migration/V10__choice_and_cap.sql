-- What a customer chose: a language (ISO 639-1), and channels by their names with commas between them. Without a choice the
-- language is the shop's, and each channel is used whose address is known.
ALTER TABLE contact ADD COLUMN language VARCHAR(8);
ALTER TABLE contact ADD COLUMN channels VARCHAR(40);
-- What the order costs, for the texts. Unknown for orders that were placed before.
ALTER TABLE contact ADD COLUMN total NUMERIC(11, 2);
ALTER TABLE contact ADD COLUMN currency VARCHAR(3);

-- When the first attempt began: what counts for the cap of an address.
ALTER TABLE notification ADD COLUMN begun_at TIMESTAMP(6) WITH TIME ZONE;
UPDATE notification SET begun_at = created_at WHERE attempts > 0;
CREATE INDEX notification_by_recipient ON notification (recipient, channel, begun_at);

-- Who begins an attempt holds the row of the recipient, so that of two messages to one address the second one sees the
-- first, in whichever processes they are. Recipients share a fixed number of rows: nothing to grow, nothing to clean up.
CREATE TABLE recipient_lock (
    id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO recipient_lock (id) VALUES
    (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15),
    (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31),
    (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47),
    (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63);

-- Couriers look channel by channel: one that is paused must not stand in front of the other.
DROP INDEX notification_due;
CREATE INDEX notification_due ON notification (state, channel, due_at);
