package org.ordertracking.broker.api.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData.AcquiredRecords;
import org.apache.kafka.common.message.ShareFetchResponseData.PartitionData;
import org.apache.kafka.common.message.ShareFetchResponseData.ShareFetchableTopicResponse;
import org.apache.kafka.common.message.ShareFetchResponseData.ShareFetchableTopicResponseCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.api.share.AcknowledgedPartitions.Outcome;
import org.ordertracking.broker.share.AcquiredRange;
import org.ordertracking.broker.share.ShareFetch.Fetched;

/** Puts the response to one share fetch together: records, errors and acknowledgements, each partition once. */
final class ShareFetchAnswer {
    private final ShareFetchableTopicResponseCollection responses = new ShareFetchableTopicResponseCollection();
    private final Map<Key, PartitionData> partitions = new HashMap<>();
    private final List<SlicedRecords> slices = new ArrayList<>();
    private final int lockMillis;

    ShareFetchAnswer(int lockMillis) {
        this.lockMillis = lockMillis;
    }

    boolean isEmpty() {
        return responses.isEmpty();
    }

    void refuse(Uuid topic, int index, ApiException refusal) {
        partition(topic, index)
                .setErrorCode(Errors.forException(refusal).code())
                .setErrorMessage(refusal.getMessage());
    }

    ApiResponse of(List<Fetched> fetched, List<Outcome> outcomes, short version) {
        fetched.forEach(this::add);
        for (Outcome outcome : outcomes) {
            partition(outcome.topic(), outcome.index())
                    .setAcknowledgeErrorCode(outcome.error().code())
                    .setAcknowledgeErrorMessage(outcome.message());
        }
        ShareFetchResponseData response = new ShareFetchResponseData()
                .setAcquisitionLockTimeoutMs(lockMillis)
                .setResponses(responses);
        return new ApiResponse.Message(response, version, slices);
    }

    private void add(Fetched fetched) {
        PartitionData partition = partition(
                        fetched.partition().topicId(), fetched.partition().partition())
                .setErrorCode(fetched.error().code())
                .setErrorMessage(fetched.message())
                .setAcquiredRecords(fetched.acquired().stream()
                        .map(ShareFetchAnswer::acquired)
                        .toList());
        if (fetched.records() != null) {
            SlicedRecords records = new SlicedRecords(fetched.records());
            slices.add(records);
            partition.setRecords(records);
        }
    }

    private static AcquiredRecords acquired(AcquiredRange range) {
        return new AcquiredRecords()
                .setFirstOffset(range.first())
                .setLastOffset(range.last())
                .setDeliveryCount((short) range.deliveries());
    }

    private PartitionData partition(Uuid topic, int index) {
        return partitions.computeIfAbsent(new Key(topic, index), absent -> add(topic, index));
    }

    private PartitionData add(Uuid topicId, int index) {
        ShareFetchableTopicResponse topic = responses.find(topicId);
        if (topic == null) {
            topic = new ShareFetchableTopicResponse().setTopicId(topicId);
            responses.add(topic);
        }
        PartitionData added = new PartitionData().setPartitionIndex(index).setRecords(MemoryRecords.EMPTY);
        topic.partitions().add(added);
        return added;
    }

    private record Key(Uuid topic, int index) {}
}
