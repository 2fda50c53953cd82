package org.ordertracking.logistics.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.VehicleMoved;

class PositionBatchTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EventCodec CODEC = new EventCodec();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final VehiclePositions positions = new VehiclePositions(2);
    private final PositionBatch batch = new PositionBatch(CODEC, positions, new FleetMetrics(positions, meters));

    @Test
    void theNewestPositionOfEachVehicleIsKnown() {
        batch.apply(List.of(moved("VAN-1", 0), moved("VAN-2", 5), moved("VAN-1", 10)));

        assertThat(positions.find("VAN-1"))
                .hasValueSatisfying(at -> assertThat(at.at()).isEqualTo(NOON.plusSeconds(10)));
        assertThat(positions.find("VAN-2"))
                .hasValueSatisfying(at -> assertThat(at.at()).isEqualTo(NOON.plusSeconds(5)));
        assertThat(read("applied")).isEqualTo(2);
        assertThat(read("stale")).isEqualTo(1);
    }

    @Test
    void anOlderPositionThatComesLaterChangesNothing() {
        batch.apply(List.of(moved("VAN-1", 10)));
        batch.apply(List.of(moved("VAN-1", 3)));

        assertThat(positions.find("VAN-1"))
                .hasValueSatisfying(at -> assertThat(at.at()).isEqualTo(NOON.plusSeconds(10)));
    }

    @Test
    void moreVehiclesThanThereIsRoomForAreCountedAndNotRemembered() {
        batch.apply(List.of(moved("VAN-1", 0), moved("VAN-2", 0)));
        batch.apply(List.of(moved("VAN-3", 0), moved("VAN-1", 9)));

        assertThat(positions.find("VAN-3")).isEmpty();
        assertThat(positions.find("VAN-1"))
                .hasValueSatisfying(at -> assertThat(at.at()).isEqualTo(NOON.plusSeconds(9)));
        assertThat(read("unremembered")).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsCountedAndHoldsNothingUp() {
        ConsumerRecord<String, byte[]> noEvent = new ConsumerRecord<>(
                "vehicle-positions", 0, 0, "VAN-2", "not an event".getBytes(StandardCharsets.UTF_8));
        ConsumerRecord<String, byte[]> nobodys = new ConsumerRecord<>("vehicle-positions", 0, 0, null, new byte[] {1});
        ConsumerRecord<String, byte[]> emptyHeader = moved("VAN-2", 1);
        emptyHeader.headers().add("ce_id", null);

        batch.apply(List.of(noEvent, nobodys, moved("VAN-1", 0)));
        batch.apply(List.of(emptyHeader));

        assertThat(positions.find("VAN-1")).isPresent();
        assertThat(read("unreadable")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aVehicleThatTheLogForgetsIsForgotten() {
        batch.apply(List.of(moved("VAN-1", 0)));
        batch.apply(List.of(new ConsumerRecord<>("vehicle-positions", 0, 1, "VAN-1", null)));

        assertThat(positions.find("VAN-1")).isEmpty();
    }

    private double read(String outcome) {
        return meters.get("logistics.fleet.positions.read")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static ConsumerRecord<String, byte[]> moved(String vehicleId, long second) {
        VehicleMoved event = new VehicleMoved(vehicleId, 52.5, 13.4, 30, NOON.plusSeconds(second));
        EncodedEvent encoded = CODEC.encode(EventEnvelope.wrap(event, "/test", Clock.systemUTC()));
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(encoded.topic(), 0, second, encoded.key(), encoded.payload());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
