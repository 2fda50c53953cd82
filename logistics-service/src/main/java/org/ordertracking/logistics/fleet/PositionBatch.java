package org.ordertracking.logistics.fleet;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.UnreadableEventException;
import org.ordertracking.events.VehicleMoved;

/**
 * Positions that were read together. Of each vehicle only the newest is looked into, so that a reader that is behind, or that
 * begins, catches up faster than vehicles speak. What cannot be read is counted and skipped: the vehicle's next position
 * makes it worthless anyway.
 */
@Singleton
class PositionBatch {

    private static final Logger LOG = Logger.getLogger(PositionBatch.class);

    private final EventCodec codec;
    private final VehiclePositions positions;
    private final FleetMetrics metrics;

    PositionBatch(EventCodec codec, VehiclePositions positions, FleetMetrics metrics) {
        this.codec = codec;
        this.positions = positions;
        this.metrics = metrics;
    }

    void apply(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
        long superseded = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.key() == null) {
                metrics.unreadable();
            } else if (newest.put(record.key(), record) != null) {
                superseded++;
            }
        }
        if (superseded > 0) {
            metrics.stale(superseded);
        }
        newest.values().forEach(this::apply);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            positions.forget(record.key());
            return;
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        try {
            codec.decode(headers, record.value()).ifPresent(envelope -> {
                if (envelope.event() instanceof VehicleMoved moved) {
                    count(positions.remember(new Position(
                            moved.vehicleId(),
                            moved.latitude(),
                            moved.longitude(),
                            moved.speedKmh(),
                            moved.movedAt())));
                }
            });
        } catch (UnreadableEventException e) {
            metrics.unreadable();
            LOG.debugf(e, "%s-%d offset %d is skipped", record.topic(), record.partition(), record.offset());
        }
    }

    private void count(VehiclePositions.Outcome outcome) {
        switch (outcome) {
            case APPLIED -> metrics.applied();
            case STALE -> metrics.stale(1);
            case UNREMEMBERED -> metrics.unremembered();
        }
    }
}
