package org.ordertracking.order.screening;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.ordertracking.events.UnreadableEventException;

/**
 * Takes from topic {@code orders} what is to be screened, and leaves the rest. A record that cannot be read holds nothing up: it
 * is counted and skipped. It is a dead letter already: the service reads the same topic for its timeline, by the same contract,
 * and puts there what it cannot read. Replayed, it comes by here again.
 */
final class Intake extends ContextualProcessor<String, byte[], String, PlacedOrder> {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final PlacedOrderReader reader;
    private final ScreeningMetrics metrics;

    Intake(PlacedOrderReader reader, ScreeningMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        read(record).ifPresent(order -> context().forward(record.withValue(order)));
    }

    private Optional<PlacedOrder> read(Record<String, byte[]> record) {
        try {
            return reader.read(record);
        } catch (UnreadableEventException e) {
            metrics.unreadable();
            LOG.errorf("%s is not readable and is not screened: %s", place(), e.getMessage());
            return Optional.empty();
        }
    }

    private String place() {
        return context()
                .recordMetadata()
                .map((RecordMetadata at) -> "Record " + at.topic() + "-" + at.partition() + "@" + at.offset())
                .orElse("A record");
    }
}
