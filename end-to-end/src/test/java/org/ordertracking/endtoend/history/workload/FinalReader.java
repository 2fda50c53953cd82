package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.HistoryRecorder;
import org.ordertracking.endtoend.history.Operation.FinalRead;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;

/** Reads everything, in both isolations, when nobody writes any more. */
final class FinalReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_WITHOUT_PROGRESS = 100;

    private final Connection connection;
    private final HistoryRecorder recorder;

    FinalReader(Connection connection, HistoryRecorder recorder) {
        this.connection = connection;
        this.recorder = recorder;
    }

    void readAll(List<TopicPartition> partitions) {
        for (IsolationLevel isolation : IsolationLevel.values()) {
            try (Consumer<String, String> consumer = connection.reader(isolation)) {
                partitions.forEach(partition -> read(consumer, isolation, partition));
            }
        }
    }

    private void read(Consumer<String, String> consumer, IsolationLevel isolation, TopicPartition partition) {
        long begun = recorder.begin();
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        SortedMap<Long, Value> values = new TreeMap<>();
        int idle = 0;
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            consumer.poll(POLL).forEach(record -> values.put(record.offset(), Value.parse(record.value())));
            idle = consumer.position(partition) > before ? 0 : idle + 1;
            if (idle == POLLS_WITHOUT_PROGRESS) {
                throw new IllegalStateException(
                        "%s is stuck at %d of %d with %s".formatted(partition, before, end, isolation));
            }
        }
        recorder.add(new FinalRead(recorder.since(begun), isolation, new Slice(partition, 0, end, values)));
    }
}
