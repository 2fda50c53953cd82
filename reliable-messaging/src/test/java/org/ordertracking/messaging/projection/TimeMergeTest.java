package org.ordertracking.messaging.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeMergeTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition STOCK = new TopicPartition("stock", 0);

    @Test
    void aRecordWaitsForAPartitionThatIsNotReadToItsEnd() {
        TimeMerge merge = new TimeMerge(10);
        merge.begin(List.of(ORDERS, STOCK));
        merge.add(chunk(List.of(record(ORDERS, 0, 20)), Set.of(ORDERS), ORDERS, STOCK));

        assertThat(merge.next()).isEmpty();

        merge.add(chunk(List.of(record(STOCK, 0, 10)), Set.of(ORDERS), ORDERS, STOCK));
        assertThat(merge.next()).map(ConsumerRecord::timestamp).contains(10L);
        assertThat(merge.next()).isEmpty();
    }

    @Test
    void aRecordDoesNotWaitForAPartitionWhereNothingIsKnownToCome() {
        TimeMerge merge = new TimeMerge(10);
        merge.begin(List.of(ORDERS, STOCK));

        merge.add(chunk(List.of(record(ORDERS, 0, 20)), Set.of(ORDERS, STOCK), ORDERS, STOCK));

        assertThat(merge.next()).map(ConsumerRecord::timestamp).contains(20L);
        assertThat(merge.isAtTheEnd()).isTrue();
    }

    @Test
    void aPartitionOfWhichEnoughWaitsIsFull() {
        TimeMerge merge = new TimeMerge(2);
        merge.begin(List.of(ORDERS, STOCK));

        merge.add(chunk(List.of(record(ORDERS, 0, 1), record(ORDERS, 1, 2)), Set.of(), ORDERS, STOCK));

        assertThat(merge.full()).containsExactly(ORDERS);
    }

    @Property
    void whatLiesOnTheLogComesInTheOrderOfTimeWhateverArrivesFirst(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 2) Integer> partitionOfEach,
            @ForAll @Size(min = 60, max = 60) List<@IntRange(max = 2) Integer> arrivals) {
        List<TopicPartition> partitions =
                List.of(new TopicPartition("t", 0), new TopicPartition("t", 1), new TopicPartition("t", 2));
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> onTheLog =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> new ArrayList<>()));
        for (int time = 0; time < partitionOfEach.size(); time++) {
            TopicPartition partition = partitions.get(partitionOfEach.get(time));
            onTheLog.get(partition)
                    .add(record(partition, onTheLog.get(partition).size(), time));
        }
        TimeMerge merge = new TimeMerge(1000);
        merge.begin(partitions);
        List<Long> taken = new ArrayList<>();

        List<Integer> all = new ArrayList<>(arrivals);
        partitionOfEach.forEach(ignored -> all.addAll(List.of(0, 1, 2)));
        for (int arrival : all) {
            TopicPartition partition = partitions.get(arrival);
            List<ConsumerRecord<String, byte[]>> left = onTheLog.get(partition);
            List<ConsumerRecord<String, byte[]>> brought = left.isEmpty() ? List.of() : List.of(left.remove(0));
            Set<TopicPartition> ended = partitions.stream()
                    .filter(one -> onTheLog.get(one).isEmpty())
                    .collect(Collectors.toSet());
            merge.add(chunk(brought, ended, partitions.toArray(TopicPartition[]::new)));
            for (Optional<ConsumerRecord<String, byte[]>> next = merge.next(); next.isPresent(); next = merge.next()) {
                taken.add(next.get().timestamp());
            }
        }

        assertThat(taken).hasSize(partitionOfEach.size()).isSortedAccordingTo(Comparator.naturalOrder());
    }

    private static LogReader.Chunk chunk(
            List<ConsumerRecord<String, byte[]>> records, Set<TopicPartition> ended, TopicPartition... known) {
        return new LogReader.Chunk(
                records, List.of(known).stream().collect(Collectors.toMap(one -> one, one -> 1000L)), ended, Set.of());
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, long time) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
