package org.ordertracking.endtoend.client;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads along with the log, so that a test can act the moment an event stands there. */
public final class LogWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> seen = new HashSet<>();

    LogWatch(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Waits until an event of this type about this order is on the log. */
    public void await(String orderId, String type) {
        eventually().pollInSameThread().until(() -> {
            consumer.poll(POLL)
                    .forEach(record -> EventLog.decode(record)
                            .ifPresent(event -> seen.add(
                                    event.type() + " of " + event.envelope().key())));
            return seen.contains(type + " of " + orderId);
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
