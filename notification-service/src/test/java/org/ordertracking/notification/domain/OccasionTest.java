package org.ordertracking.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.OrderCancelled;

class OccasionTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void anEventWorthAMessageIsAnOccasion() {
        assertThat(Occasion.of(new OrderCancelled("order-1", "changed my mind", NOW)))
                .contains(Occasion.ORDER_CANCELLED);
    }

    @Test
    void anEventThatCustomersNeedNotKnowIsNone() {
        assertThat(Occasion.of(new DeliveryScheduled("order-1", "T-1", "Parcels", NOW, NOW.plusSeconds(60), NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAgainByItsName(Occasion occasion) {
        assertThat(Occasion.about(occasion.about())).isEqualTo(occasion);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Occasion.about("OrderPainted"))
                .withMessageContaining("OrderPainted");
    }
}
