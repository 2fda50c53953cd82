package org.ordertracking.order.screening.rule;

import java.util.Objects;
import java.util.Optional;
import org.ordertracking.events.OrderScreened.Rule;

/**
 * What was found of an order.
 *
 * @param broken the rule that it broke; empty when nothing speaks against it
 * @param detail the finding in words for a person
 */
public record Finding(Optional<Rule> broken, String detail) {

    /** Of an order that is not paid with a card. */
    public static final Finding NO_CARD = new Finding(Optional.empty(), "Not paid by card: nothing to compare it with");

    /** Of an order that is like the others of its card. */
    public static final Finding INCONSPICUOUS = new Finding(Optional.empty(), "Nothing unusual for this card");

    public Finding {
        Objects.requireNonNull(broken, "broken");
        Objects.requireNonNull(detail, "detail");
    }

    static Finding against(Rule rule, String detail) {
        return new Finding(Optional.of(rule), detail);
    }

    /** Whether goods may be reserved for the order. */
    public boolean isCleared() {
        return broken.isEmpty();
    }
}
