package org.ordertracking.broker.console.view;

import java.util.List;

/** Topics, as the API shows them. */
public final class TopicViews {

    private TopicViews() {}

    /**
     * A topic in a list.
     *
     * @param internal whether the broker keeps its own state in it
     * @param partitions how many it has
     * @param records offsets between start and end of all partitions: records, as long as none was compacted away, and markers
     * @param bytes what its logs take up
     * @param appendedRecords appended since the broker started
     * @param appendedBytes bytes of these
     * @param fetchedBytes bytes that consumers were given since the broker started
     * @param cleanupPolicy {@code delete}, {@code compact} or both
     * @param retentionMillis how long records are kept, −1 without a limit
     * @param failedPartitions partitions that take no appends, since their disk failed
     * @param groups consumer groups that have committed an offset in it
     */
    public record Summary(
            String name,
            String id,
            boolean internal,
            int partitions,
            long records,
            long bytes,
            long appendedRecords,
            long appendedBytes,
            long fetchedBytes,
            String cleanupPolicy,
            long retentionMillis,
            int failedPartitions,
            int groups) {}

    /**
     * A partition.
     *
     * @param start first offset that can be read
     * @param end one past the last offset that consumers see
     * @param stable one past the last offset that consumers of committed records see
     * @param bytes what its log takes up
     * @param failed whether it takes no appends, since its disk failed
     */
    public record Partition(
            int index,
            long start,
            long end,
            long stable,
            long bytes,
            long appendedRecords,
            long appendedBytes,
            long fetchedBytes,
            boolean failed) {}

    /**
     * A group that has committed offsets in a topic.
     *
     * @param lag offsets between the committed ones and the ends of their partitions
     * @param partitions how many partitions it has committed an offset for
     */
    public record Reader(String group, int partitions, long lag) {}

    /**
     * An idempotent producer that has written to a partition.
     *
     * @param sequence its number for the last record it wrote
     * @param lastMillis the largest timestamp of its last batch
     * @param openSince offset at which its open transaction begins; −1 without one
     */
    public record Producer(int partition, long producerId, int epoch, int sequence, long lastMillis, long openSince) {}

    /**
     * A topic that is to be made.
     *
     * @param partitions null for the broker's default
     * @param configs null for none
     */
    public record Creation(String name, Integer partitions, List<ConfigViews.Value> configs) {}

    /**
     * How many partitions a topic is to have.
     *
     * @param partitions more than it has
     */
    public record Growth(Integer partitions) {}
}
