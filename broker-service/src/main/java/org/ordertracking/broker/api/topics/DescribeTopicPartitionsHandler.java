package org.ordertracking.broker.api.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.AuthorizedOperations;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Describes topics page by page, in the order of their names (KIP-966): a page ends after so many partitions. */
final class DescribeTopicPartitionsHandler implements ApiHandler<DescribeTopicPartitionsRequest> {
    /** {@code max.request.partition.size.limit} of Kafka. */
    private static final int LARGEST_PAGE = 2_000;

    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;

    DescribeTopicPartitionsHandler(TopicRegistry topics, Supplier<BrokerNode> node) {
        this.topics = topics;
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeTopicPartitionsRequest request) {
        DescribeTopicPartitionsRequestData data = request.data();
        boolean all = data.topics().isEmpty();
        TreeSet<String> names = new TreeSet<>();
        if (all) {
            topics.all().forEach(topic -> names.add(topic.name()));
        } else {
            data.topics().forEach(topic -> names.add(topic.name()));
        }
        Cursor cursor = data.cursor();
        if (cursor != null) {
            requireValid(cursor, all, names);
            names.headSet(cursor.topicName()).clear();
        }
        Page page = new Page(Math.max(Math.min(LARGEST_PAGE, data.responsePartitionLimit()), 1));
        for (String name : names) {
            int from = cursor != null && cursor.topicName().equals(name) ? cursor.partitionIndex() : 0;
            if (!page.add(name, from, all)) {
                break;
            }
        }
        return Responses.now(context, page.response);
    }

    private static void requireValid(Cursor cursor, boolean all, TreeSet<String> names) {
        if (!all && !names.contains(cursor.topicName())) {
            throw new InvalidRequestException(
                    "DescribeTopicPartitionsRequest topic list should contain the cursor topic: " + cursor.topicName());
        }
        if (cursor.partitionIndex() < 0) {
            throw new InvalidRequestException(
                    "DescribeTopicPartitionsRequest cursor partition must be valid: " + cursor);
        }
    }

    /** The answer as it fills up. */
    private final class Page {
        private final DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
        private int room;

        private Page(int room) {
            this.room = room;
        }

        /**
         * @param from the first partition wanted
         * @param onlyThere leave a topic out that is not there, instead of saying so
         * @return whether the next topic may be added
         */
        private boolean add(String name, int from, boolean onlyThere) {
            if (room == 0) {
                endBefore(name, 0);
                return false;
            }
            Topic topic = topics.byName(name).orElse(null);
            if (topic == null) {
                if (!onlyThere) {
                    response.topics().add(missing(name));
                }
                return true;
            }
            int count = topic.partitions().size();
            int first = Math.min(from, count);
            int end = (int) Math.min(count, (long) first + room);
            response.topics().add(describe(topic, topic.partitions().subList(first, end)));
            room -= end - first;
            if (end < count) {
                endBefore(name, end);
                return false;
            }
            return true;
        }

        private void endBefore(String name, int partition) {
            response.setNextCursor(new DescribeTopicPartitionsResponseData.Cursor()
                    .setTopicName(name)
                    .setPartitionIndex(partition));
        }
    }

    private static DescribeTopicPartitionsResponseTopic missing(String name) {
        Errors error = org.apache.kafka.common.internals.Topic.isValid(name)
                ? Errors.UNKNOWN_TOPIC_OR_PARTITION
                : Errors.INVALID_TOPIC_EXCEPTION;
        return new DescribeTopicPartitionsResponseTopic()
                .setName(name)
                .setErrorCode(error.code())
                .setIsInternal(org.apache.kafka.common.internals.Topic.isInternal(name))
                .setTopicAuthorizedOperations(AuthorizedOperations.OF_TOPIC);
    }

    private DescribeTopicPartitionsResponseTopic describe(Topic topic, List<Partition> partitions) {
        List<Integer> self = List.of(node.get().id());
        List<DescribeTopicPartitionsResponsePartition> described = new ArrayList<>(partitions.size());
        for (Partition partition : partitions) {
            described.add(new DescribeTopicPartitionsResponsePartition()
                    .setPartitionIndex(partition.index())
                    .setLeaderId(self.get(0))
                    .setLeaderEpoch(Partition.LEADER_EPOCH)
                    .setReplicaNodes(self)
                    .setIsrNodes(self)
                    .setEligibleLeaderReplicas(List.of())
                    .setLastKnownElr(List.of()));
        }
        return new DescribeTopicPartitionsResponseTopic()
                .setName(topic.name())
                .setTopicId(topic.id())
                .setIsInternal(topic.internal())
                .setPartitions(described)
                .setTopicAuthorizedOperations(AuthorizedOperations.OF_TOPIC);
    }
}
