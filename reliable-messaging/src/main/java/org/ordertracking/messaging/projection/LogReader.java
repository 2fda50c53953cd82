package org.ordertracking.messaging.projection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions of the log from given offsets on. Belongs to one thread. Its methods throw when the log is away. */
public interface LogReader extends AutoCloseable {

    /**
     * What can be read of a partition.
     *
     * @param topicId which topic of that name it is
     * @param earliest the first offset that is there
     * @param end one past the last
     */
    record Extent(String topicId, long earliest, long end) {}

    /**
     * What one look brought.
     *
     * @param ends one past the last record, of the partitions where that is known
     * @param readToTheEnd which of those have nothing behind the records of this chunk and those before
     * @param outOfRange partitions whose offset is not there any more
     */
    record Chunk(
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, Long> ends,
            Set<TopicPartition> readToTheEnd,
            Set<TopicPartition> outOfRange) {}

    /** The partitions that there are now. A topic that does not exist yet has none. Blocks for a bounded time. */
    Map<TopicPartition, Extent> extents();

    /** Reads on from these offsets, and from these partitions only. */
    void assign(Map<TopicPartition, Long> offsets);

    /**
     * Waits for records.
     *
     * @param paused partitions of which none are wanted now
     */
    Chunk poll(Duration timeout, Set<TopicPartition> paused);

    /** Never throws. */
    @Override
    void close();
}
