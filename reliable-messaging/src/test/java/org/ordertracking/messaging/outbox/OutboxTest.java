package org.ordertracking.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderCancelled;

@QuarkusTest
class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    Outbox outbox;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector log;

    @BeforeEach
    void forgetWhatWasSent() {
        log.sink("outbox").clear();
    }

    @Test
    void aCommittedEventReachesTheLog() {
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(cancelled("order-1")));

        await().until(() -> sent().size() == 1);
        var metadata =
                sent().get(0).getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getTopic()).isEqualTo("orders");
        assertThat(metadata.getKey()).isEqualTo("order-1");
    }

    @Test
    void anEventOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.publish(cancelled("order-2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs an active transaction");
    }

    @Test
    void anEventOfATransactionThatIsRolledBackNeverLeaves() {
        QuarkusTransaction.begin();
        outbox.publish(cancelled("order-3"));
        QuarkusTransaction.rollback();
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(cancelled("order-4")));

        await().until(() -> !sent().isEmpty());
        List<Object> keys = sent().stream().map(OutboxTest::keyOf).toList();
        assertThat(keys).isEqualTo(List.of("order-4"));
    }

    @Test
    void eventsOfOneKeyLeaveInTheOrderOfTheirTransactions() {
        List<String> reasons = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
        reasons.forEach(reason -> QuarkusTransaction.requiringNew()
                .run(() -> outbox.publish(new OrderCancelled("order-5", reason, NOW))));

        await().until(() -> sent().size() == reasons.size());
        List<String> payloads = sent().stream()
                .map(message -> new String(message.getPayload(), StandardCharsets.UTF_8))
                .toList();
        for (int i = 0; i < payloads.size(); i++) {
            assertThat(payloads.get(i)).contains('"' + reasons.get(i) + '"');
        }
    }

    private static Object keyOf(Message<byte[]> message) {
        return message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getKey();
    }

    private List<? extends Message<byte[]>> sent() {
        return log.<byte[]>sink("outbox").received();
    }

    private static OrderCancelled cancelled(String orderId) {
        return new OrderCancelled(orderId, "changed my mind", NOW);
    }
}
