package org.ordertracking.broker.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.log.TimestampedOffset;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

/** Changes groups, as a client does: offsets of a group without members, and whether there is such a group. */
public final class GroupChanges {
    private static final int NO_GENERATION = -1;
    private static final String NO_MEMBER = "";
    private static final long NONE = -1;
    private static final Set<String> KINDS = Set.of("earliest", "latest", "time", "offset", "shift");
    private static final Set<String> KINDS_WITH_VALUE = Set.of("time", "offset", "shift");

    private final ConsoleParts parts;
    private final TopicQueries topics;
    private final GroupQueries groups;
    private final LocalClient broker;

    GroupChanges(ConsoleParts parts, TopicQueries topics, GroupQueries groups, LocalClient broker) {
        this.parts = parts;
        this.topics = topics;
        this.groups = groups;
        this.broker = broker;
    }

    /** Sets the offsets of a group, or tells what they would be. May block on the disk when a time is looked up. */
    public CompletionStage<GroupViews.ResetResult> reset(String group, GroupViews.Reset wanted) {
        require(wanted);
        List<GroupViews.Moved> moved = moved(group, wanted);
        if (moved.isEmpty()) {
            throw Problems.conflict(
                    "The group '" + group + "' has no offsets there.",
                    "Name a topic, so that it begins in its partitions.");
        }
        return groups.one(group).thenCompose(one -> {
            if (one.type().equals("share")) {
                throw Problems.conflict(
                        "'" + group + "' is a share group: its members take records one by one.",
                        "kafka-share-groups.sh --reset-offsets says where it begins.");
            }
            if (Boolean.TRUE.equals(wanted.preview())) {
                return CompletableFuture.completedStage(new GroupViews.ResetResult(false, moved));
            }
            if (one.members() > 0) {
                throw Problems.conflict(
                        "The group '%s' has %d members, which would go on where they are."
                                .formatted(group, one.members()),
                        "Stop them, wait until they have left, and try again.");
            }
            return commit(group, moved).thenApply(done -> new GroupViews.ResetResult(true, moved));
        });
    }

    /** Deletes a group without members, with the offsets that it has committed. */
    public CompletionStage<Void> delete(String group) {
        return broker.ask(new DeleteGroupsRequestData().setGroupsNames(List.of(group)), DeleteGroupsResponseData.class)
                .thenAccept(answer -> Problems.requireNone(
                        answer.results().iterator().next().errorCode(), "Group '" + group + "'", null));
    }

    private static void require(GroupViews.Reset wanted) {
        if (wanted.to() == null || !KINDS.contains(wanted.to())) {
            throw Problems.invalid("to", "earliest, latest, time, offset or shift", "Use one of these.");
        }
        if (KINDS_WITH_VALUE.contains(wanted.to()) && wanted.value() == null) {
            throw Problems.invalid("value", "a whole number", "Say which " + wanted.to() + ".");
        }
        if (wanted.partition() != null && wanted.topic() == null) {
            throw Problems.invalid("partition", "together with topic", "Say of which topic.");
        }
    }

    private List<GroupViews.Moved> moved(String group, GroupViews.Reset wanted) {
        Map<TopicPartition, Long> committed = parts.offsets().all().entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(group))
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
        List<GroupViews.Moved> moved = new ArrayList<>();
        if (wanted.topic() != null) {
            Topic topic = topics.existing(wanted.topic());
            List<Partition> partitions = wanted.partition() == null
                    ? topic.partitions()
                    : List.of(TopicQueries.partition(topic, wanted.partition()));
            for (Partition partition : partitions) {
                TopicPartition key = new TopicPartition(topic.name(), partition.index());
                moved.add(moved(partition.log(), key, committed.getOrDefault(key, NONE), wanted));
            }
            return moved;
        }
        committed.forEach((key, from) -> parts.topics()
                .byName(key.topic())
                .flatMap(topic -> topic.partition(key.partition()))
                .ifPresent(partition -> moved.add(moved(partition.log(), key, from, wanted))));
        moved.sort(Comparator.comparing(GroupViews.Moved::topic).thenComparingInt(GroupViews.Moved::partition));
        return moved;
    }

    private static GroupViews.Moved moved(
            PartitionLog log, TopicPartition partition, long from, GroupViews.Reset wanted) {
        long start = log.logStartOffset();
        long end = log.highWatermark();
        long to = switch (wanted.to()) {
            case "earliest" -> start;
            case "latest" -> end;
            case "time" ->
                log.offsetForTimestamp(wanted.value())
                        .map(TimestampedOffset::offset)
                        .orElse(end);
            case "offset" -> wanted.value();
            default -> saturated(from == NONE ? start : from, wanted.value());
        };
        long within = Math.max(start, Math.min(end, to));
        return new GroupViews.Moved(partition.topic(), partition.partition(), from, within, end - within);
    }

    private static long saturated(long offset, long shift) {
        long sum = offset + shift;
        boolean over = shift > 0 && sum < offset;
        return over ? Long.MAX_VALUE : sum;
    }

    private CompletionStage<Void> commit(String group, List<GroupViews.Moved> moved) {
        Map<String, List<OffsetCommitRequestPartition>> byTopic = moved.stream()
                .collect(Collectors.groupingBy(
                        GroupViews.Moved::topic,
                        TreeMap::new,
                        Collectors.mapping(
                                each -> new OffsetCommitRequestPartition()
                                        .setPartitionIndex(each.partition())
                                        .setCommittedOffset(each.to())
                                        .setCommittedMetadata("set by the console"),
                                Collectors.toList())));
        OffsetCommitRequestData request = new OffsetCommitRequestData()
                .setGroupId(group)
                .setGenerationIdOrMemberEpoch(NO_GENERATION)
                .setMemberId(NO_MEMBER)
                .setTopics(byTopic.entrySet().stream()
                        .map(topic -> new OffsetCommitRequestTopic()
                                .setName(topic.getKey())
                                .setPartitions(topic.getValue()))
                        .toList());
        return broker.ask(request, OffsetCommitResponseData.class)
                .thenAccept(answer -> answer.topics()
                        .forEach(topic -> topic.partitions()
                                .forEach(partition -> Problems.requireNone(
                                        partition.errorCode(),
                                        "Offset of '%s' in %s-%d"
                                                .formatted(group, topic.name(), partition.partitionIndex()),
                                        null))));
    }
}
