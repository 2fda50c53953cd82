package org.ordertracking.broker.log;

/**
 * What a topic demands of each record that a producer sends, beyond what a batch's header has to say. The default demands
 * nothing, and nothing is decoded for it.
 *
 * @param keysRequired a record without a key is refused: compaction could not tell what it replaces
 * @param behindMillis {@code message.timestamp.before.max.ms}: how far a timestamp may lie behind the broker's clock
 * @param aheadMillis {@code message.timestamp.after.max.ms}: how far it may lie ahead
 */
public record RecordRules(boolean keysRequired, long behindMillis, long aheadMillis) {
    public static final long UNLIMITED = Long.MAX_VALUE;

    public static final RecordRules NONE = new RecordRules(false, UNLIMITED, UNLIMITED);

    public RecordRules {
        if (behindMillis < 0 || aheadMillis < 0) {
            throw new IllegalArgumentException(
                    "message.timestamp.before.max.ms and message.timestamp.after.max.ms must not be negative but are "
                            + behindMillis + " and " + aheadMillis);
        }
    }
}
