package org.ordertracking.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.notification.support.Orders.JANE;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.Orders;

@QuarkusTest
class AnnouncementsTest {

    private final Orders order = Orders.newOrder();

    @Inject
    Announcements announcements;

    @Inject
    NotificationStore notifications;

    @Test
    void anEventIsPlannedOnceEvenWhenTheInboxHasForgottenIt() {
        String eventId = UUID.randomUUID().toString();
        announcements.remember(order.placedBy(JANE));

        announce(eventId);
        announce(eventId);

        assertThat(notifications.count(Optional.of(order.id()))).isEqualTo(2);
    }

    @Test
    void anEventThatIsParkedTwiceIsPlannedOnce() {
        String eventId = UUID.randomUUID().toString();
        announce(eventId);
        announce(eventId);

        announcements.remember(order.placedBy(JANE));

        assertThat(notifications.count(Optional.of(order.id()))).isEqualTo(2);
    }

    @Test
    void whatWaitedForTheContactIsPlannedOnce() {
        String eventId = UUID.randomUUID().toString();
        announce(eventId);
        announcements.remember(order.placedBy(JANE));

        announcements.remember(order.placedBy(JANE));
        announce(eventId);

        assertThat(notifications.count(Optional.of(order.id()))).isEqualTo(2);
    }

    @RepeatedTest(20)
    void anEventAndTheContactThatComeAtTheSameTimeNeverMissEachOther() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> both = List.of(
                    () -> {
                        together.await();
                        announcements.remember(order.placedBy(JANE));
                        return null;
                    },
                    () -> {
                        together.await();
                        announce(UUID.randomUUID().toString());
                        return null;
                    });
            for (Future<Void> one : threads.invokeAll(both)) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(notifications.count(Optional.of(order.id()))).isEqualTo(2);
    }

    private void announce(String eventId) {
        announcements.announce(eventId, order.id(), Occasion.PARCEL_DISPATCHED, order.dispatched());
    }
}
