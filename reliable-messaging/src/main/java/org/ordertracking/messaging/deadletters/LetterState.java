package org.ordertracking.messaging.deadletters;

/**
 * What was decided about a dead letter.
 *
 * <pre>
 *   OPEN --replay--> REPLAYED     (poisonous again: another letter, linked to this one)
 *        --discard-> DISCARDED
 * </pre>
 *
 * <p>A decision stands.
 */
public enum LetterState {
    /** Nothing yet. */
    OPEN,
    /** It went back to its topic. */
    REPLAYED,
    /** It is not needed. */
    DISCARDED
}
