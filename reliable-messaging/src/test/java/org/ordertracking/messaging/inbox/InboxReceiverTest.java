package org.ordertracking.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.UnreadableEventException;
import org.ordertracking.messaging.outbox.Outbox;

@QuarkusTest
class InboxReceiverTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    InboxReceiver receiver;

    @Inject
    EventCodec codec;

    @Inject
    Outbox outbox;

    @Inject
    Jdbi jdbi;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector log;

    @Test
    void anEventThatComesTwiceIsAppliedOnce() {
        List<ReceivedEvent> applied = new ArrayList<>();
        String id = newId();

        receiver.receive(record(id), applied::add);
        receiver.receive(record(id), applied::add);

        assertThat(applied).hasSize(1);
    }

    @Test
    void twoConsumersOfOneServiceEachApplyAnEvent() {
        List<ReceivedEvent> applied = new ArrayList<>();
        String id = newId();

        receiver.receive("view", record(id), applied::add);
        receiver.receive("mailer", record(id), applied::add);

        assertThat(applied).hasSize(2);
    }

    @Test
    void theHandlerIsToldWhereTheEventStandsInTheLog() {
        List<ReceivedEvent> applied = new ArrayList<>();

        receiver.receive(record(newId()), applied::add);

        assertThat(applied.get(0)).satisfies(received -> {
            assertThat(received.topic()).isEqualTo("orders");
            assertThat(received.partition()).isEqualTo(2);
            assertThat(received.offset()).isEqualTo(41);
            assertThat(received.event()).isInstanceOf(OrderCancelled.class);
        });
    }

    @Test
    void aHandlerThatFailsOnceIsTriedAgainAndHolds() {
        AtomicInteger attempts = new AtomicInteger();

        receiver.receive(record(newId()), event -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not this time");
            }
        });

        assertThat(attempts).hasValue(2);
    }

    @Test
    void aHandlerThatFailsEveryTimeLeavesNothingBehindAndGivesTheRecordUp() {
        String id = newId();
        int sentBefore = sent();

        assertThatThrownBy(() -> receiver.receive(record(id), event -> {
                    outbox.publish(cancelled());
                    throw new IllegalStateException("never");
                }))
                .isInstanceOf(UnappliedEventException.class)
                .hasMessage("never")
                .hasCauseInstanceOf(IllegalStateException.class)
                .extracting("consumer", "attempts")
                .containsExactly("test-service", 3);

        assertThat(notedInInbox(id)).isZero();
        assertThat(sent()).isEqualTo(sentBefore);
    }

    @Test
    void anEventThatWasGivenUpCanBeReplayed() {
        String id = newId();
        assertThatThrownBy(() -> receiver.receive(record(id), event -> {
                    throw new IllegalStateException("never");
                }))
                .isInstanceOf(UnappliedEventException.class);
        List<ReceivedEvent> applied = new ArrayList<>();

        receiver.receive(record(id), applied::add);

        assertThat(applied).hasSize(1);
    }

    @Test
    void aRecordThatIsNoEventIsRefusedWithTheReason() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("orders", 0, 0, "order-1", new byte[] {1, 2, 3});

        assertThatThrownBy(() -> receiver.receive(record, event -> {}))
                .isInstanceOf(UnappliedEventException.class)
                .hasCauseInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("ce_");
    }

    @Test
    void anEventOfATypeThatIsNotKnownHereIsSkipped() {
        ConsumerRecord<String, byte[]> record = record(newId());
        record.headers().remove("ce_type");
        record.headers().add("ce_type", "org.ordertracking.OrderGiftWrapped.v1".getBytes(StandardCharsets.UTF_8));
        List<ReceivedEvent> applied = new ArrayList<>();

        receiver.receive(record, applied::add);

        assertThat(applied).isEmpty();
    }

    private long notedInInbox(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM inbox WHERE event_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one());
    }

    private int sent() {
        return log.sink("outbox").received().size();
    }

    private ConsumerRecord<String, byte[]> record(String id) {
        EncodedEvent encoded = codec.encode(
                new EventEnvelope<>(id, "org.ordertracking.OrderCancelled.v1", "/order-service", NOW, cancelled()));
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("orders", 2, 41, encoded.key(), encoded.payload());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static OrderCancelled cancelled() {
        return new OrderCancelled("order-1", "changed my mind", NOW);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
