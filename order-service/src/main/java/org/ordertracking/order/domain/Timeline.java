package org.ordertracking.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that stands on the log about an order, in the order in which it was written there, with what each event did to the
 * order.
 *
 * <p>Each topic is read at its own pace, so events arrive in another order than they happened, and in another one again when
 * the view is rebuilt. The records' times put them right; of two at the same millisecond, the one that can be the cause of
 * the other comes first. So a timeline depends on the log alone, and not on how it was read.
 *
 * <p>What an event did is told as the log has it: the order as it was placed goes through the steps, and through the
 * customer's cancellation at its time. An order that heard of its parcel's departure before it heard of the delivery plan
 * went on {@link Effect#EARLY} then; its timeline shows the plan first.
 */
public final class Timeline {

    /** Steps that are shown of one order; an order has some ten. */
    public static final int MAX_STEPS = 1000;

    private static final List<String> CAUSES_FIRST = List.of(
            "OrderPlaced",
            "OrderScreened",
            "OrderCleared",
            "StockReserved",
            "StockRejected",
            "OrderConfirmed",
            "OrderRejected",
            "DeliveryScheduled",
            "ParcelDispatched",
            "OrderCancelled",
            "ParcelDelivered",
            "ParcelRecalled",
            "ParcelReturned",
            "StockReleased",
            "StockReturned",
            "NotificationSent",
            "NotificationFailed");

    private static final Comparator<TimelineStep> AS_ON_THE_LOG = Comparator.comparing(
                    (TimelineStep step) -> step.event().time())
            .thenComparing(step -> rank(step.event().type()))
            .thenComparing(step -> step.event().topic())
            .thenComparing(step -> step.event().partition())
            .thenComparing(step -> step.event().offset());

    private final List<Entry> entries;

    public Timeline(Order order, List<TimelineStep> steps) {
        this.entries = told(order, steps.stream().sorted(AS_ON_THE_LOG).toList());
    }

    private static int rank(String type) {
        int place = CAUSES_FIRST.indexOf(type);
        return place < 0 ? CAUSES_FIRST.size() : place;
    }

    private static List<Entry> told(Order order, List<TimelineStep> steps) {
        Optional<Instant> cancelledAt = order.milestones().of(OrderState.CANCELLED);
        Order then = order.asPlaced();
        List<Entry> entries = new ArrayList<>(steps.size());
        Optional<Instant> before = Optional.empty();
        for (TimelineStep step : steps) {
            Instant time = step.event().time();
            if (cancelledAt.filter(at -> !at.isAfter(time)).isPresent()) {
                then = then.cancel(order.cancellationReason().orElseThrow(), cancelledAt.get())
                        .order();
                cancelledAt = Optional.empty();
            }
            Optional<Transition> transition = step.bearing().on(then, time);
            then = transition.map(Transition::order).orElse(then);
            entries.add(new Entry(
                    step, before.map(earlier -> Duration.between(earlier, time)), transition.map(Transition::effect)));
            before = Optional.of(time);
        }
        return List.copyOf(entries);
    }

    /** The steps, each with the time since the one before; the first has none. */
    public List<Entry> entries() {
        return entries;
    }

    /** When the last step was written; empty when there is none. */
    public Optional<Instant> newest() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).step().event().time());
    }

    /** Whether an event of this type is among the steps. */
    public boolean has(String type) {
        return entries.stream().anyMatch(entry -> entry.step().event().type().equals(type));
    }

    /**
     * A step, the time since the one before it, and what it did.
     *
     * @param effect on the order's state; empty for an event that tells of a change made before, or of none
     */
    public record Entry(TimelineStep step, Optional<Duration> sinceBefore, Optional<Effect> effect) {}
}
