package org.ordertracking.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

@QuarkusTest
class FollowingOrdersLiveTest {

    /** As the test profile has it. */
    private static final int MAX_FOLLOWERS = 5;

    @Inject
    LogDouble log;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource
    URI shop;

    private final List<EventStreamClient> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(EventStreamClient::close);
        await().until(() -> followers() == 0);
    }

    @Test
    void whoFollowsAnOrderSeesAtOnceWhereItStands() {
        EventStreamClient events = follow(Shop.placeOrder(), null);

        await().until(() -> !events.received().isEmpty());
        assertThat(events.contentType()).startsWith("text/event-stream");
        assertThat(events.received().get(0).name()).isEqualTo("state");
        assertThat(events.received().get(0).data()).contains("\"state\":\"PLACED\"");
    }

    @Test
    void stepsAndStatesArriveAsTheyHappen() {
        String orderId = Shop.placeOrder();
        EventStreamClient events = follow(orderId, null);
        await().until(() -> events.named("state").size() == 1);

        log.say("warehouse-service", Shop.reserved(orderId));

        await().until(() ->
                events.named("step").size() == 1 && events.named("state").size() == 2);
        assertThat(events.named("step").get(0).data())
                .contains("\"type\":\"StockReserved\"", "\"topic\":\"stock\"", "\"service\":\"warehouse-service\"");
        assertThat(events.named("state").get(1).data()).contains("\"state\":\"CONFIRMED\"");
    }

    @Test
    void aCancellationIsSeenByThoseWhoFollow() {
        String orderId = Shop.placeOrder();
        EventStreamClient events = follow(orderId, null);
        await().until(() -> events.named("state").size() == 1);

        Shop.cancel(orderId).then().statusCode(202);

        await().until(() -> events.named("state").size() == 2);
        assertThat(events.named("state").get(1).data()).contains("\"state\":\"CANCELLED\"");
    }

    @Test
    void whoComesBackHearsOnlyWhatIsNew() {
        String orderId = Shop.placeOrder();
        EventStreamClient first = follow(orderId, null);
        log.say("warehouse-service", Shop.reserved(orderId));
        log.say("logistics-service", Shop.scheduled(orderId));
        await().until(() -> first.named("step").size() == 2);
        first.close();
        log.say("logistics-service", Shop.dispatched(orderId));

        EventStreamClient second = follow(orderId, first.named("step").get(1).id());

        await().until(() -> second.named("step").size() == 1);
        assertThat(second.named("step").get(0).data()).contains("\"sequence\":3");
        assertThat(second.named("step").get(0).data()).contains("ParcelDispatched");
    }

    @Test
    void theStreamEndsWhenNothingMoreIsToCome() {
        String orderId = Shop.placeOrder();
        EventStreamClient events = follow(orderId, null);

        log.say("logistics-service", Shop.delivered(orderId));

        await().until(events::isOver);
        assertThat(events.received().get(events.received().size() - 1).name()).isEqualTo("end");
        assertThat(events.named("step")).hasSize(1);
    }

    @Test
    void anOrderThatEndedLongAgoIsToldInFullAndEndsAtOnce() {
        String orderId = Shop.placeOrder();
        EventStreamClient first = follow(orderId, null);
        log.say("logistics-service", Shop.delivered(orderId));
        await().until(first::isOver);

        EventStreamClient later = follow(orderId, null);

        await().until(later::isOver);
        assertThat(later.received())
                .extracting(EventStreamClient.Received::name)
                .containsExactly("state", "step", "end");
    }

    @Test
    void placesAreBoundedAndGivenBack() {
        String orderId = Shop.placeOrder();
        for (int i = 0; i < MAX_FOLLOWERS; i++) {
            assertThat(follow(orderId, null).status()).isEqualTo(200);
        }

        EventStreamClient oneTooMany = follow(orderId, null);
        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.contentType()).isEqualTo("application/problem+json");

        open.get(0).close();
        await().until(() -> follow(orderId, null).status() == 200);
    }

    @Test
    void aLastEventIdThatIsNoneOfOursIsRefused() {
        EventStreamClient events = follow(Shop.placeOrder(), "yesterday");

        assertThat(events.status()).isEqualTo(400);
        assertThat(events.contentType()).isEqualTo("application/problem+json");
    }

    private EventStreamClient follow(String orderId, String lastEventId) {
        EventStreamClient events = EventStreamClient.open(shop, orderId, lastEventId);
        open.add(events);
        return events;
    }

    private double followers() {
        return meters.get("order.stream.followers").gauge().value();
    }
}
