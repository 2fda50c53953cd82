package org.ordertracking.messaging.deadletters;

import java.util.Optional;

/**
 * What became of a decision about a letter.
 *
 * @param letter as it is now; empty when it is unknown, or just being decided about
 */
public record Verdict(Outcome outcome, Optional<StoredLetter> letter) {

    /** See {@link Verdict}. */
    public enum Outcome {
        /** It stands. */
        DECIDED,
        /** The same was decided before, and nothing was done. */
        DECIDED_BEFORE,
        /** The opposite was decided before. */
        DECIDED_OTHERWISE,
        /** Somebody else decides at this moment. */
        BEING_DECIDED,
        /** There is no such letter. */
        UNKNOWN,
        /** It is not kept whole, or has no origin: {@link StoredLetter.Note#obstacle}. */
        CANNOT_BE_REPLAYED
    }
}
