package org.ordertracking.logistics.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ordertracking.logistics.domain.Delivery.State;

/**
 * When a delivery came to which state. A state that it was never in has no time.
 *
 * @param reachedAt in the order of {@link State}
 */
public record Milestones(Map<State, Instant> reachedAt) {

    public Milestones {
        EnumMap<State, Instant> copy = new EnumMap<>(State.class);
        reachedAt.forEach((state, at) -> copy.put(state, Objects.requireNonNull(at, state.name())));
        reachedAt = Collections.unmodifiableMap(copy);
    }

    /** With one more; a moment before the latest becomes that of the latest, so that times never run backwards. */
    Milestones with(State state, Instant at) {
        EnumMap<State, Instant> more = new EnumMap<>(State.class);
        more.putAll(reachedAt);
        Instant latest = reachedAt.values().stream().max(Instant::compareTo).orElse(at);
        more.put(state, at.isBefore(latest) ? latest : at);
        return new Milestones(more);
    }

    /** When the delivery came to this state, if it ever did. */
    public Optional<Instant> of(State state) {
        return Optional.ofNullable(reachedAt.get(state));
    }
}
