package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.logistics.domain.Deliveries.hours;
import static org.ordertracking.logistics.domain.Deliveries.scheduled;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ordertracking.logistics.domain.Delivery.State;

/** Whatever is asked of a delivery, at whatever times: it takes only the steps of its diagram, and time runs forward. */
class DeliveryPropertyTest {

    private static final Map<State, Set<State>> STEPS = Map.of(
            State.SCHEDULED, Set.of(State.DISPATCHED, State.CANCELLED),
            State.DISPATCHED, Set.of(State.DELIVERED, State.RETURNING),
            State.DELIVERED, Set.of(State.RETURNING),
            State.CANCELLED, Set.of(),
            State.RETURNING, Set.of(State.RETURNED),
            State.RETURNED, Set.of());

    enum Wish {
        DISPATCH(State.DISPATCHED) {
            @Override
            Delivery ask(Delivery delivery, Instant at) {
                return delivery.dispatch(Optional.of("VAN-00001"), at);
            }
        },
        DELIVER(State.DELIVERED) {
            @Override
            Delivery ask(Delivery delivery, Instant at) {
                return delivery.deliver(at);
            }
        },
        CANCEL(State.CANCELLED) {
            @Override
            Delivery ask(Delivery delivery, Instant at) {
                return delivery.cancel(at);
            }
        },
        RECALL(State.RETURNING) {
            @Override
            Delivery ask(Delivery delivery, Instant at) {
                return delivery.recall(at);
            }
        },
        TAKE_BACK(State.RETURNED) {
            @Override
            Delivery ask(Delivery delivery, Instant at) {
                return delivery.takeBack(at);
            }
        };

        private final State wanted;

        Wish(State wanted) {
            this.wanted = wanted;
        }

        abstract Delivery ask(Delivery delivery, Instant at);
    }

    @Property
    void onlyTheStepsOfTheDiagramAreTaken(@ForAll @Size(max = 8) List<Wish> wishes) {
        Delivery delivery = scheduled();
        for (Wish wish : wishes) {
            Optional<Delivery> after = ask(wish, delivery, hours(1));

            assertThat(after.isPresent()).isEqualTo(STEPS.get(delivery.state()).contains(wish.wanted));
            assertThat(after.map(Delivery::state).orElse(wish.wanted)).isEqualTo(wish.wanted);
            delivery = after.orElse(delivery);
        }
    }

    @Property
    void timesNeverRunBackwardsAndThePlanStays(
            @ForAll @Size(max = 8) List<Wish> wishes, @ForAll @Size(8) List<@IntRange(min = -5, max = 5) Integer> at) {
        Delivery delivery = scheduled();
        for (int i = 0; i < wishes.size(); i++) {
            delivery = ask(wishes.get(i), delivery, hours(at.get(i))).orElse(delivery);
        }

        List<Instant> times = List.copyOf(delivery.milestones().reachedAt().values());
        assertThat(times).isSorted();
        assertThat(delivery.stateSince()).isEqualTo(times.get(times.size() - 1));
        assertThat(delivery.trackingNumber()).isEqualTo(scheduled().trackingNumber());
        assertThat(delivery.slot()).isEqualTo(scheduled().slot());
    }

    @Property
    void howeverOftenAnOrderIsCalledOffItsParcelStaysOrIsCalledBackOnce(@ForAll @Size(max = 8) List<Wish> wishes) {
        Delivery delivery = scheduled();
        for (Wish wish : wishes) {
            delivery = ask(wish, delivery, hours(1)).orElse(delivery);
        }

        Delivery calledOff = delivery.callOff(hours(2)).orElse(delivery);

        assertThat(calledOff.state()).isIn(State.CANCELLED, State.RETURNING, State.RETURNED);
        assertThat(calledOff.callOff(hours(3))).isEmpty();
        assertThat(ask(Wish.DISPATCH, calledOff, hours(3))).isEmpty();
        assertThat(ask(Wish.DELIVER, calledOff, hours(3))).isEmpty();
    }

    private static Optional<Delivery> ask(Wish wish, Delivery delivery, Instant at) {
        try {
            return Optional.of(wish.ask(delivery, at));
        } catch (IllegalStateException refused) {
            return Optional.empty();
        }
    }
}
