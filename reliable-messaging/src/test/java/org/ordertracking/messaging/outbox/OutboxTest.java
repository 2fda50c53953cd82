package org.ordertracking.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderCancelled;

@QuarkusTest
class OutboxTest {

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

    private List<? extends Message<byte[]>> sent() {
        return log.<byte[]>sink("outbox").received();
    }

    private static OrderCancelled cancelled(String orderId) {
        return new OrderCancelled(orderId, "changed my mind", Instant.parse("2026-01-31T12:00:00Z"));
    }
}
