package org.ordertracking.messaging.deadletters;

import java.util.List;

/**
 * Headers that a dead letter has behind those of the original record. Where SmallRye's connector has a name for the same thing,
 * it is that name, so that tools for its dead letters read these too.
 */
public final class DeadLetterHeaders {

    /** Class of the failure. */
    public static final String EXCEPTION = "dead-letter-exception-class-name";

    /** What the failure says. */
    public static final String REASON = "dead-letter-reason";

    /** Class of its innermost cause; absent when it has none. */
    public static final String CAUSE_EXCEPTION = "dead-letter-cause-class-name";

    /** What the innermost cause says; absent when there is none. */
    public static final String CAUSE = "dead-letter-cause";

    /** Topic of the original record. */
    public static final String TOPIC = "dead-letter-topic";

    /** Partition of the original record, decimal. */
    public static final String PARTITION = "dead-letter-partition";

    /** Offset of the original record, decimal. */
    public static final String OFFSET = "dead-letter-offset";

    /** Timestamp of the original record, milliseconds since 1970. */
    public static final String TIMESTAMP = "dead-letter-timestamp";

    /** Who gave it up. */
    public static final String CONSUMER = "dead-letter-consumer";

    /** How often it was tried. */
    public static final String ATTEMPTS = "dead-letter-attempts";

    /** Where it failed, at most {@link StackText#MAX_BYTES} bytes. */
    public static final String STACK = "dead-letter-stack";

    /** Bytes of the original value, where it had to be left out because the whole was more than the broker takes. */
    public static final String OMITTED = "dead-letter-omitted-bytes";

    static final List<String> ALL = List.of(
            EXCEPTION,
            REASON,
            CAUSE_EXCEPTION,
            CAUSE,
            TOPIC,
            PARTITION,
            OFFSET,
            TIMESTAMP,
            CONSUMER,
            ATTEMPTS,
            STACK,
            OMITTED);

    private DeadLetterHeaders() {}
}
