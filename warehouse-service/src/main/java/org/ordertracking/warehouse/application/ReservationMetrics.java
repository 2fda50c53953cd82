package org.ordertracking.warehouse.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.warehouse.domain.Reservation;

/**
 * Counts what becomes of reservations. Every counter is there from the start, so that the first occurrence can be seen as an
 * increase. Names are stable, see docs/metrics.md.
 */
@Startup
@Singleton
class ReservationMetrics {

    /** What is asked of a reservation, as the label says it. */
    enum Step {
        RESERVE("reserve"),
        RELEASE("release"),
        DISPATCH("dispatch"),
        TAKE_BACK("take_back");

        private final String label;

        Step(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private final Map<Reservation.State, Counter> reservations = new EnumMap<>(Reservation.State.class);
    private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
    private final Map<Step, Map<Reservation.State, Counter>> ignored = new EnumMap<>(Step.class);

    ReservationMetrics(MeterRegistry registry) {
        for (Reservation.State state : Reservation.State.values()) {
            reservations.put(
                    state,
                    Counter.builder("warehouse.reservations")
                            .description("Reservations that came into a state")
                            .tag("state", state.name())
                            .register(registry));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            rejections.put(
                    reason,
                    Counter.builder("warehouse.rejections")
                            .description("Orders whose stock was refused")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        for (Step step : Step.values()) {
            Map<Reservation.State, Counter> inState = new EnumMap<>(Reservation.State.class);
            for (Reservation.State state : Reservation.State.values()) {
                inState.put(
                        state,
                        Counter.builder("warehouse.events.ignored")
                                .description("Steps that did not fit the reservation's state and changed nothing")
                                .tags("step", step.toString(), "state", state.name())
                                .register(registry));
            }
            ignored.put(step, inState);
        }
    }

    void reached(Reservation.State state) {
        reservations.get(state).increment();
    }

    void rejected(RejectionReason reason) {
        rejections.get(reason).increment();
    }

    void ignored(Step step, Reservation.State state) {
        ignored.get(step).get(state).increment();
    }
}
