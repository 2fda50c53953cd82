package org.ordertracking.order.domain;

import java.util.Objects;
import java.util.Optional;
import org.ordertracking.events.OrderEvent;

/**
 * What became of an order when it heard some news.
 *
 * @param order the order after it; may differ from the one before although the state did not change, when late news fill a
 *     gap (a tracking number, the time of a step)
 * @param effect what the news did to the state
 * @param event what the other services need to hear of it
 */
public record Transition(Order order, Effect effect, Optional<OrderEvent> event) {

    public Transition {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(event, "event");
        if (event.isPresent() && !effect.isProgress()) {
            throw new IllegalArgumentException("an event is only published when the order got on, was " + effect);
        }
    }

    static Transition silent(Order order, Effect effect) {
        return new Transition(order, effect, Optional.empty());
    }

    static Transition announced(Order order, Effect effect, OrderEvent event) {
        return new Transition(order, effect, Optional.of(event));
    }
}
