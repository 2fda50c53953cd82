package org.ordertracking.logistics.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.logistics.Orders.confirmed;
import static org.ordertracking.logistics.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.Event;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.logistics.EventLog;

@QuarkusTest
@TestProfile(DeliveryPacerTest.NoWaiting.class)
class DeliveryPacerTest {

    @Inject
    EventLog log;

    @Test
    void aDeliveryMovesOnByItself() {
        String orderId = unique("order");
        log.say(confirmed(orderId));

        List<DeliveryEvent> story = log.await(DeliveryEvent.class, orderId, 3);

        assertThat(story)
                .extracting(Event::getClass)
                .containsExactly(DeliveryScheduled.class, ParcelDispatched.class, ParcelDelivered.class);
    }

    /** The scheduler runs, and what is scheduled is due at once. */
    public static class NoWaiting implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.scheduler.enabled", "true",
                    "logistics.pace.dispatch-after", "0s",
                    "logistics.pace.deliver-after", "0s");
        }
    }
}
