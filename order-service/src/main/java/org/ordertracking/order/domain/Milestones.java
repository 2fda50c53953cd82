package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When an order reached which state. A state that was passed over, or never reached, has no time.
 *
 * @param reachedAt in the order of {@link OrderState}
 */
public record Milestones(Map<OrderState, Instant> reachedAt) {

    public Milestones {
        EnumMap<OrderState, Instant> copy = new EnumMap<>(OrderState.class);
        reachedAt.forEach((state, at) -> copy.put(state, Objects.requireNonNull(at, state.name())));
        reachedAt = Collections.unmodifiableMap(copy);
    }

    static Milestones startingAt(Instant placedAt) {
        return new Milestones(Map.of(OrderState.PLACED, placedAt));
    }

    /** With the time of one more state; a time that is known already stays. */
    Milestones with(OrderState state, Instant at) {
        EnumMap<OrderState, Instant> more = new EnumMap<>(OrderState.class);
        more.putAll(reachedAt);
        more.putIfAbsent(state, at);
        return new Milestones(more);
    }

    /** When the state was reached, if it was. */
    public Optional<Instant> of(OrderState state) {
        return Optional.ofNullable(reachedAt.get(state));
    }
}
