package org.ordertracking.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

/** A shop that does not screen its orders. */
@QuarkusTest
@TestProfile(UnscreenedShopTest.WithoutScreening.class)
class UnscreenedShopTest {

    /** As with {@code SHOP_FRAUD_ENABLED=false}. */
    public static class WithoutScreening implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("shop.fraud.enabled", "false");
        }
    }

    @Inject
    LogDouble log;

    @Test
    void anOrderIsClearedAsItIsPlaced() {
        String orderId = Shop.placeOrder();

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(OrderPlaced.class, OrderCleared.class));
    }
}
