package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.broker.api.records.FetchContext.Fetched;
import org.ordertracking.broker.api.records.FetchContext.Outcome;

/** Brings what was fetched into the form of a version. */
final class FetchAnswer {
    /** Older clients take a failing disk for a failure that passes only under this name. */
    private static final short LAST_VERSION_WITHOUT_STORAGE_ERROR = 5;

    private FetchAnswer() {}

    /** The response of a session; partitions of one topic that follow each other share an entry. */
    static FetchResponseData of(short version, Outcome outcome, List<Fetched> fetched) {
        List<FetchableTopicResponse> topics = new ArrayList<>();
        FetchTarget.Key previous = null;
        FetchableTopicResponse topic = null;
        for (Fetched partition : fetched) {
            FetchTarget.Key key = partition.target().key();
            if (previous == null || !key.hasTopicOf(previous)) {
                topic = new FetchableTopicResponse()
                        .setTopic(key.isById() ? "" : key.topic())
                        .setTopicId(key.topicId())
                        .setPartitions(new ArrayList<>());
                topics.add(topic);
                previous = key;
            }
            List<PartitionData> partitions = topic.partitions();
            partitions.add(inVersion(version, partition.data()));
        }
        return new FetchResponseData()
                .setErrorCode(outcome.error().code())
                .setSessionId(outcome.sessionId())
                .setResponses(topics);
    }

    private static PartitionData inVersion(short version, PartitionData data) {
        return version <= LAST_VERSION_WITHOUT_STORAGE_ERROR && data.errorCode() == Errors.KAFKA_STORAGE_ERROR.code()
                ? data.setErrorCode(Errors.NOT_LEADER_OR_FOLLOWER.code())
                : data;
    }
}
