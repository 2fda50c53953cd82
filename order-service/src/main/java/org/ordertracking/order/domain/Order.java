package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.RejectionReason;

/**
 * An order, from placed to one of its ends. Immutable: each transition gives the order after it.
 *
 * <pre>
 *              clear(): a milestone of PLACED
 *   place() ──▶ PLACED ──confirm()──▶ CONFIRMED ──schedule()──▶ SCHEDULED ──dispatch()──▶ DISPATCHED ──deliver()──▶ DELIVERED
 *                 │  │                    │                         │                          │
 *                 │  └──────cancel()──────┴─────────────────────────┴──────────────────────────┴──▶ CANCELLED
 *                 └──reject()──▶ REJECTED
 * </pre>
 *
 * <p>Every transition may be asked for in every state; {@link OrderState#effectOf} says what comes of it. None throws: what
 * happened elsewhere happened, and refusing to hear it would only stop the partition it came on. A caller who asks for
 * something (a cancellation) reads the effect.
 *
 * <p><b>News that overtake each other.</b> {@code ParcelDispatched} before {@code DeliveryScheduled}, or
 * {@code DeliveryScheduled} before our own confirmation, bring the order forward at once ({@link Effect#EARLY}). That is
 * safe because each step happens only after the one before was published: logistics plans a delivery only when it has
 * read {@code OrderConfirmed}. For the same reason a skipped confirmation is not published again, it must be on the log
 * already. What is heard afterwards fills in times and the delivery's details, and changes no state.
 *
 * <p><b>A cancelled order stays cancelled</b>, whatever the parcel does meanwhile: logistics calls one that has left back
 * ({@link #recall}), and it comes back ({@link #takeBack}). What a cancelled order hears of its parcel fills in the delivery's
 * details, but no milestone: it never was in those states.
 *
 * @param clearedAt when screening let it pass, which is when stock may be reserved for it; empty until then
 * @param rejection present when {@code REJECTED}
 * @param cancellationReason present when {@code CANCELLED}
 * @param delivery present as soon as anything of it is known
 * @param parcelReturn present when the parcel of a {@code CANCELLED} order was called back
 */
public record Order(
        String id,
        Purchase purchase,
        OrderState state,
        Milestones milestones,
        Optional<Instant> clearedAt,
        Optional<Rejection> rejection,
        Optional<String> cancellationReason,
        Optional<Delivery> delivery,
        Optional<ParcelReturn> parcelReturn) {

    public Order {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(purchase, "purchase");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(milestones, "milestones");
        Objects.requireNonNull(clearedAt, "clearedAt");
        Objects.requireNonNull(delivery, "delivery");
        if (rejection.isPresent() != (state == OrderState.REJECTED)) {
            throw new IllegalArgumentException("a rejection belongs to REJECTED and nothing else, was " + state);
        }
        if (cancellationReason.isPresent() != (state == OrderState.CANCELLED)) {
            throw new IllegalArgumentException("a cancellation belongs to CANCELLED and nothing else, was " + state);
        }
        if (parcelReturn.isPresent() && state != OrderState.CANCELLED) {
            throw new IllegalArgumentException("a parcel comes back to CANCELLED and nothing else, was " + state);
        }
    }

    /** Takes an order of which nothing is known but what was bought. */
    public static Transition place(String id, Purchase purchase, Instant at) {
        return place(id, purchase, Checkout.UNKNOWN, at);
    }

    /** Takes an order. */
    public static Transition place(String id, Purchase purchase, Checkout checkout, Instant at) {
        Order order = new Order(
                id,
                purchase,
                OrderState.PLACED,
                Milestones.startingAt(at),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Transition.announced(
                order,
                Effect.ADVANCED,
                new OrderPlaced(
                        id,
                        purchase.customer(),
                        purchase.deliverTo(),
                        purchase.lines(),
                        purchase.currency(),
                        purchase.total(),
                        at,
                        checkout.payment().orElse(null),
                        checkout.visitorId().orElse(null)));
    }

    /**
     * Nothing speaks against the order: goods may be reserved for it. The state stays, since to the customer nothing is
     * decided yet. The first verdict counts; for an order that has gone on or has ended it comes too late.
     */
    public Transition clear(Instant at) {
        if (clearedAt.isPresent()) {
            return Transition.silent(this, Effect.REPEATED);
        }
        if (state != OrderState.PLACED) {
            return Transition.silent(this, Effect.LATE);
        }
        Order cleared = new Order(
                id,
                purchase,
                state,
                milestones,
                Optional.of(at),
                rejection,
                cancellationReason,
                delivery,
                parcelReturn);
        return Transition.announced(cleared, Effect.MILESTONE, new OrderCleared(id, purchase.lines(), at));
    }

    /**
     * The order looks like fraud. The first verdict counts: an order that was cleared, or that the warehouse has decided,
     * stays as it is.
     *
     * @param detail the finding in words for a person
     */
    public Transition suspect(String detail, Instant at) {
        boolean decided = clearedAt.isPresent() || (state != OrderState.PLACED && state != OrderState.REJECTED);
        return decided ? Transition.silent(this, Effect.LATE) : reject(RejectionReason.FRAUD_SUSPECTED, detail, at);
    }

    /** The same order as it was when it was placed. */
    Order asPlaced() {
        return place(id, purchase, milestones.of(OrderState.PLACED).orElseThrow())
                .order();
    }

    /** All goods are kept back: the order will be carried out. */
    public Transition confirm(Instant at) {
        Effect effect = state.effectOf(OrderState.CONFIRMED);
        if (!effect.changesState()) {
            return Transition.silent(this, effect);
        }
        return Transition.announced(
                inState(OrderState.CONFIRMED, at),
                effect,
                new OrderConfirmed(id, purchase.deliverTo(), purchase.lines(), at));
    }

    /**
     * The order cannot be carried out.
     *
     * @param detail the reason in words for a person
     */
    public Transition reject(RejectionReason reason, String detail, Instant at) {
        Effect effect = state.effectOf(OrderState.REJECTED);
        if (!effect.changesState()) {
            return Transition.silent(this, effect);
        }
        Order rejected = new Order(
                id,
                purchase,
                OrderState.REJECTED,
                milestones.with(OrderState.REJECTED, at),
                clearedAt,
                Optional.of(new Rejection(reason, detail)),
                Optional.empty(),
                delivery,
                parcelReturn);
        return Transition.announced(rejected, effect, new OrderRejected(id, reason, detail, at));
    }

    /** The customer calls the order off. Possible until the parcel has arrived. */
    public Transition cancel(String reason, Instant at) {
        Effect effect = state.effectOf(OrderState.CANCELLED);
        if (!effect.changesState()) {
            return Transition.silent(this, effect);
        }
        Order cancelled = new Order(
                id,
                purchase,
                OrderState.CANCELLED,
                milestones.with(OrderState.CANCELLED, at),
                clearedAt,
                Optional.empty(),
                Optional.of(reason),
                delivery,
                parcelReturn);
        return Transition.announced(cancelled, effect, new OrderCancelled(id, reason, at));
    }

    /** A delivery is planned. */
    public Transition schedule(Delivery plan, Instant at) {
        Delivery known = delivery.map(d -> d.filledFrom(plan)).orElse(plan);
        return alongThePath(OrderState.SCHEDULED, known, at);
    }

    /** The parcel has left the warehouse. */
    public Transition dispatch(String trackingNumber, Instant at) {
        return alongThePath(OrderState.DISPATCHED, delivery.orElse(Delivery.ofParcel(trackingNumber)), at);
    }

    /** The parcel has arrived. */
    public Transition deliver(String trackingNumber, Instant at) {
        return alongThePath(OrderState.DELIVERED, delivery.orElse(Delivery.ofParcel(trackingNumber)), at);
    }

    /** Logistics calls the parcel back that had left before it heard of the cancellation. */
    public Transition recall(String trackingNumber, Instant at) {
        return comingBack(trackingNumber, new ParcelReturn(Optional.of(at), Optional.empty()));
    }

    /** The parcel that was called back is in the warehouse again. */
    public Transition takeBack(String trackingNumber, Instant at) {
        return comingBack(trackingNumber, new ParcelReturn(Optional.empty(), Optional.of(at)));
    }

    /** Whether nothing more is to come: the order is at an end, and no parcel of it is on its way back. */
    public boolean isSettled() {
        boolean parcelIsOut = state == OrderState.CANCELLED
                && (milestones.of(OrderState.DISPATCHED).isPresent() || parcelReturn.isPresent())
                && parcelReturn.flatMap(ParcelReturn::returnedAt).isEmpty();
        return state.isEnd() && !parcelIsOut;
    }

    /** A parcel is called back only after the cancellation was published, and comes back only after that. */
    private Transition comingBack(String trackingNumber, ParcelReturn news) {
        if (state != OrderState.CANCELLED) {
            return Transition.silent(this, Effect.ILLEGAL);
        }
        ParcelReturn known = parcelReturn.map(before -> before.filledFrom(news)).orElse(news);
        if (parcelReturn.filter(known::equals).isPresent()) {
            return Transition.silent(this, Effect.REPEATED);
        }
        Order noted = with(delivery.orElse(Delivery.ofParcel(trackingNumber)));
        return Transition.silent(
                new Order(
                        id,
                        purchase,
                        state,
                        milestones,
                        clearedAt,
                        rejection,
                        cancellationReason,
                        noted.delivery,
                        Optional.of(known)),
                Effect.NOTED);
    }

    /** When it got on last: into a state, or past a milestone. */
    public Instant progressedAt() {
        return Stream.concat(milestones.reachedAt().values().stream(), clearedAt.stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Transition alongThePath(OrderState target, Delivery known, Instant at) {
        Effect effect = state.effectOf(target);
        if (effect.changesState()) {
            return Transition.silent(with(known).inState(target, at), effect);
        }
        if (effect == Effect.LATE && OrderState.PATH.contains(state)) {
            return Transition.silent(with(known).inState(state, target, at), effect);
        }
        if (effect == Effect.LATE) {
            return Transition.silent(with(known), effect);
        }
        return Transition.silent(this, effect);
    }

    private Order with(Delivery known) {
        return new Order(
                id,
                purchase,
                state,
                milestones,
                clearedAt,
                rejection,
                cancellationReason,
                Optional.of(known),
                parcelReturn);
    }

    private Order inState(OrderState reached, Instant at) {
        return inState(reached, reached, at);
    }

    private Order inState(OrderState now, OrderState milestone, Instant at) {
        return new Order(
                id,
                purchase,
                now,
                milestones.with(milestone, at),
                clearedAt,
                rejection,
                cancellationReason,
                delivery,
                parcelReturn);
    }
}
