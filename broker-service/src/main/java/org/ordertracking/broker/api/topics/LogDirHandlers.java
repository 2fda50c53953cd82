package org.ordertracking.broker.api.topics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDir;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData.AlterReplicaLogDirPartitionResult;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData.AlterReplicaLogDirTopicResult;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsPartition;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AlterReplicaLogDirsRequest;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.LogDirectory;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Shows the one directory in which all logs lie (KIP-113, KIP-827), and what there is to say to those who would move them. */
final class LogDirHandlers {
    private final TopicRegistry topics;
    private final LogDirectory directory;
    private final Executor readers;

    /**
     * @param readers runs what may block on the disk
     */
    LogDirHandlers(TopicRegistry topics, LogDirectory directory, Executor readers) {
        this.topics = topics;
        this.directory = directory;
        this.readers = readers;
    }

    Map<SupportedApi, ApiHandler<?>> all() {
        ApiHandler<DescribeLogDirsRequest> describe = this::describe;
        ApiHandler<AlterReplicaLogDirsRequest> alter = this::alter;
        return Map.of(SupportedApi.DESCRIBE_LOG_DIRS, describe, SupportedApi.ALTER_REPLICA_LOG_DIRS, alter);
    }

    private CompletionStage<ApiResponse> describe(RequestContext context, DescribeLogDirsRequest request) {
        return Responses.later(context, CompletableFuture.supplyAsync(() -> describe(request), readers));
    }

    private DescribeLogDirsResponseData describe(DescribeLogDirsRequest request) {
        DescribeLogDirsResult result = new DescribeLogDirsResult().setLogDir(directory.path());
        try {
            result.setTotalBytes(directory.totalBytes()).setUsableBytes(directory.usableBytes());
        } catch (IOException failure) {
            result.setErrorCode(Errors.KAFKA_STORAGE_ERROR.code());
            return new DescribeLogDirsResponseData().setResults(List.of(result));
        }
        if (request.isAllTopicPartitions()) {
            topics.all().forEach(topic -> result.topics().add(describe(topic.name(), topic.partitions())));
        } else {
            for (DescribableLogDirTopic wanted : request.data().topics()) {
                List<Partition> there = topics.byName(wanted.topic())
                        .map(topic -> wantedOf(topic, wanted.partitions()))
                        .orElse(List.of());
                if (!there.isEmpty()) {
                    result.topics().add(describe(wanted.topic(), there));
                }
            }
        }
        return new DescribeLogDirsResponseData().setResults(List.of(result));
    }

    private static List<Partition> wantedOf(Topic topic, List<Integer> indexes) {
        Set<Integer> wanted = new HashSet<>(indexes);
        return topic.partitions().stream()
                .filter(partition -> wanted.contains(partition.index()))
                .toList();
    }

    private static DescribeLogDirsTopic describe(String topic, List<Partition> partitions) {
        List<DescribeLogDirsPartition> described = new ArrayList<>(partitions.size());
        for (Partition partition : partitions) {
            described.add(new DescribeLogDirsPartition()
                    .setPartitionIndex(partition.index())
                    .setPartitionSize(partition.log().sizeInBytes())
                    .setOffsetLag(
                            partition.log().logEndOffset() - partition.log().highWatermark())
                    .setIsFutureKey(false));
        }
        return new DescribeLogDirsTopic().setName(topic).setPartitions(described);
    }

    private CompletionStage<ApiResponse> alter(RequestContext context, AlterReplicaLogDirsRequest request) {
        AlterReplicaLogDirsResponseData response = new AlterReplicaLogDirsResponseData();
        for (AlterReplicaLogDir target : request.data().dirs()) {
            boolean here = target.path().equals(directory.path());
            target.topics()
                    .forEach(topic -> response.results()
                            .add(new AlterReplicaLogDirTopicResult()
                                    .setTopicName(topic.name())
                                    .setPartitions(topic.partitions().stream()
                                            .map(index -> new AlterReplicaLogDirPartitionResult()
                                                    .setPartitionIndex(index)
                                                    .setErrorCode(outcome(here, topic.name(), index)
                                                            .code()))
                                            .toList())));
        }
        return Responses.now(context, response);
    }

    /** There is one directory: a log lies in it already, and no other can be named. */
    private Errors outcome(boolean here, String topic, int partition) {
        if (!here) {
            return Errors.LOG_DIR_NOT_FOUND;
        }
        return topics.byName(topic).flatMap(known -> known.partition(partition)).isPresent()
                ? Errors.NONE
                : Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
