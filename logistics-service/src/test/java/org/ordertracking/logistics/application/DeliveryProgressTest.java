package org.ordertracking.logistics.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.logistics.Orders.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.logistics.EventLog;
import org.ordertracking.logistics.TestClock;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.storage.Deliveries;

@QuarkusTest
class DeliveryProgressTest {

    private static final int BATCH = 50;

    @Inject
    DeliverySchedule schedule;

    @Inject
    DeliveryProgress progress;

    @Inject
    DeliveryPacer pacer;

    @Inject
    Deliveries deliveries;

    @Inject
    TestClock clock;

    @Inject
    EventLog log;

    @Test
    void oneStepMovesABoundedBatch() {
        pacer.tick();
        List<String> orderIds = scheduled(BATCH + 1);
        clock.advance(Duration.ofHours(1));

        assertThat(progress.dispatchDue()).isTrue();
        assertThat(in(Delivery.State.DISPATCHED, orderIds)).hasSize(BATCH);
        assertThat(progress.dispatchDue()).isFalse();
        assertThat(in(Delivery.State.DISPATCHED, orderIds)).hasSize(BATCH + 1);
    }

    @Test
    void theLongestWaitingGoFirst() {
        pacer.tick();
        List<String> first = scheduled(BATCH);
        clock.advance(Duration.ofSeconds(1));
        List<String> second = scheduled(BATCH);
        clock.advance(Duration.ofHours(1));

        progress.dispatchDue();

        assertThat(in(Delivery.State.DISPATCHED, first)).hasSize(BATCH);
        assertThat(in(Delivery.State.SCHEDULED, second)).hasSize(BATCH);
    }

    @Test
    void oneTickCatchesUpWithWhatBecameDueWhileNobodyLooked() {
        List<String> orderIds = scheduled(3 * BATCH + 1);
        clock.advance(Duration.ofDays(7));

        pacer.tick();

        assertThat(in(Delivery.State.DISPATCHED, orderIds)).hasSize(orderIds.size());
    }

    @Test
    void instancesShareTheWorkAndDispatchEveryParcelOnce() throws Exception {
        List<String> orderIds = scheduled(4 * BATCH);
        clock.advance(Duration.ofHours(1));

        fourAtOnce(pacer::tick);

        assertThat(in(Delivery.State.DISPATCHED, orderIds)).hasSize(orderIds.size());
        Awaitility.await()
                .atMost(EventLog.PATIENCE)
                .untilAsserted(() -> assertThat(dispatches(orderIds)).hasSizeGreaterThanOrEqualTo(orderIds.size()));
        assertThat(dispatches(orderIds)).doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryThatSomebodyHoldsIsLeftToThem() throws Exception {
        String held = scheduled(1).get(0);
        String free = scheduled(1).get(0);
        clock.advance(Duration.ofHours(1));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> holding = other.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
            deliveries.lock(held);
            locked.countDown();
            awaitUninterruptibly(release);
        }));
        locked.await();
        try {
            pacer.tick();

            assertThat(schedule.find(held).orElseThrow().state()).isEqualTo(Delivery.State.SCHEDULED);
            assertThat(schedule.find(free).orElseThrow().state()).isEqualTo(Delivery.State.DISPATCHED);
        } finally {
            release.countDown();
            holding.get();
            other.shutdown();
        }
        pacer.tick();
        assertThat(schedule.find(held).orElseThrow().state()).isEqualTo(Delivery.State.DISPATCHED);
    }

    private List<String> scheduled(int count) {
        List<String> orderIds =
                Stream.generate(() -> unique("order")).limit(count).toList();
        orderIds.forEach(orderId -> schedule.schedule(orderId, new Destination("Main St 1", "10115", "Berlin", "DE")));
        return orderIds;
    }

    private List<String> in(Delivery.State state, List<String> orderIds) {
        return orderIds.stream()
                .filter(orderId -> schedule.find(orderId).orElseThrow().state() == state)
                .toList();
    }

    private List<String> dispatches(List<String> orderIds) {
        return orderIds.stream()
                .flatMap(orderId -> log.heard(ParcelDispatched.class, orderId).stream())
                .map(ParcelDispatched::orderId)
                .toList();
    }

    private static void fourAtOnce(Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> done : running) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
