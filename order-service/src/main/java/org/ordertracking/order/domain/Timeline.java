package org.ordertracking.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that was read about an order, in the order in which it was written to the log.
 *
 * <p>Each topic is read at its own pace, so events arrive here in another order than they happened. The records' times put
 * them right; of two with the same time, the one read first comes first.
 */
public final class Timeline {

    /** Steps that are shown of one order; an order has some ten. */
    public static final int MAX_STEPS = 1000;

    private static final Comparator<TimelineStep> BY_TIME =
            Comparator.comparing((TimelineStep step) -> step.event().time()).thenComparing(TimelineStep::sequence);

    private final List<TimelineStep> steps;

    public Timeline(List<TimelineStep> steps) {
        this.steps = steps.stream().sorted(BY_TIME).toList();
    }

    /** The steps, each with the time since the one before; the first has none. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(steps.size());
        TimelineStep before = null;
        for (TimelineStep step : steps) {
            entries.add(new Entry(
                    step,
                    before == null
                            ? Optional.empty()
                            : Optional.of(Duration.between(
                                    before.event().time(), step.event().time()))));
            before = step;
        }
        return List.copyOf(entries);
    }

    /** When the last step was written; empty when there is none. */
    public Optional<Instant> newest() {
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.get(steps.size() - 1).event().time());
    }

    /** A step and the time since the one before it. */
    public record Entry(TimelineStep step, Optional<Duration> sinceBefore) {}
}
