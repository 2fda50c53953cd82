package org.ordertracking.endtoend.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.ordertracking.events.Topics;
import org.ordertracking.events.VehicleMoved;

/** What vehicles said on the log, as far as compaction left it. */
public final class VehicleLog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    public VehicleLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All positions as of now; of each vehicle in their order. */
    public List<VehicleMoved> read() {
        List<VehicleMoved> positions = new ArrayList<>();
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.VEHICLE_POSITIONS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> EventLog.decode(record)
                                .ifPresent(logged -> positions.add(
                                        (VehicleMoved) logged.envelope().event())));
            }
        }
        return positions;
    }
}
