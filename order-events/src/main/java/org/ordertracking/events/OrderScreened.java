package org.ordertracking.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * An order was compared with what its card usually does.
 *
 * @param orderId see {@link Formats#ID}
 * @param rule which rule the order broke; null when it is cleared, or by a rule of a newer release that has no name here: it
 *     explains and decides nothing
 * @param detail the finding in words for a person, at most {@link Formats#MAX_TEXT} characters; null when there is none
 */
public record OrderScreened(
        String orderId,
        Verdict verdict,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        Rule rule,

        String detail,
        Instant screenedAt)
        implements ScreeningEvent {

    /** What screening thinks of an order. */
    public enum Verdict {
        /** Nothing speaks against it. */
        CLEARED,
        /** It looks like fraud. */
        SUSPECTED
    }

    /** What makes an order suspect. */
    public enum Rule {
        /** The card ordered too often within the window. */
        TOO_MANY_ORDERS,
        /** The amount is far above what the card usually pays. */
        UNUSUAL_AMOUNT
    }

    public OrderScreened {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("verdict", verdict);
        if (rule != null && verdict == Verdict.CLEARED) {
            throw new IllegalArgumentException("rule must be missing when the verdict is CLEARED, was " + rule);
        }
        if (detail != null) {
            Require.text("detail", detail, Formats.MAX_TEXT);
        }
        Require.present("screenedAt", screenedAt);
    }
}
