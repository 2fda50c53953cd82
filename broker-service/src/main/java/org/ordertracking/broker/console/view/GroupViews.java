package org.ordertracking.broker.console.view;

import java.util.List;

/** Consumer groups of all kinds, as the API shows them. */
public final class GroupViews {

    private GroupViews() {}

    /**
     * A group in a list.
     *
     * @param type {@code classic}, {@code consumer}, {@code share} or {@code streams}
     * @param protocol what its members speak, for example {@code consumer}
     * @param state as Kafka names it, for example {@code Stable} or {@code Empty}
     * @param members how many it has
     * @param topics how many it has committed offsets in
     * @param partitions how many it has committed an offset for
     * @param lag offsets between the committed ones and the ends of their partitions
     */
    public record Summary(
            String group,
            String type,
            String protocol,
            String state,
            int members,
            int topics,
            int partitions,
            long lag) {}

    /**
     * A group.
     *
     * @param assignor what divides the partitions; null where there is none
     * @param epoch of the group; −1 for one of the classic kind
     */
    public record Group(
            String group,
            String type,
            String protocol,
            String state,
            String assignor,
            int epoch,
            int members,
            int topics,
            int partitions,
            long lag) {}

    /**
     * A member.
     *
     * @param instance its static name; null when it has none
     * @param host from where it connects
     * @param assigned what it reads
     * @param assignedInAll how many partitions or tasks
     */
    public record Member(
            String id, String instance, String client, String host, List<Assigned> assigned, int assignedInAll) {}

    /** Partitions of a topic, or tasks of a part of a topology, that a member has. */
    public record Assigned(String topic, List<Integer> partitions) {}

    /**
     * Where a group stands in a partition.
     *
     * @param committed the next offset it reads
     * @param start first offset of the partition; −1 when there is no such partition any more
     * @param end one past its last; −1 as above
     * @param lag offsets between the two; −1 as above
     * @param member who reads it now; null when nobody does
     */
    public record Offset(String topic, int partition, long committed, long start, long end, long lag, String member) {}

    /**
     * How offsets are to be set.
     *
     * @param to {@code earliest}, {@code latest}, {@code time}, {@code offset} or {@code shift}
     * @param value milliseconds of the epoch, the offset, or by how much to shift; null for the others
     * @param topic null for all in which the group has committed offsets
     * @param partition null for all
     * @param preview whether only to tell what would be set
     */
    public record Reset(String to, Long value, String topic, Integer partition, Boolean preview) {}

    /**
     * What was set, or would be.
     *
     * @param done whether it was
     */
    public record ResetResult(boolean done, List<Moved> partitions) {}

    /**
     * An offset that is set.
     *
     * @param from what was committed; −1 when nothing was
     * @param lag that is left then
     */
    public record Moved(String topic, int partition, long from, long to, long lag) {}

    /**
     * A transactional id.
     *
     * @param state as Kafka names it
     * @param startedMillis when its transaction began; −1 without one
     * @param timeoutMillis after which an open transaction is aborted
     * @param partitions that are part of the transaction
     */
    public record Transaction(
            String transactionalId,
            long producerId,
            int producerEpoch,
            String state,
            long startedMillis,
            int timeoutMillis,
            List<Assigned> partitions) {}
}
