package org.ordertracking.broker.api.share;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidShareSessionEpochException;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData.PartitionData;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData.ShareAcknowledgeTopicResponse;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData.ShareAcknowledgeTopicResponseCollection;
import org.apache.kafka.common.requests.ShareAcknowledgeRequest;
import org.apache.kafka.common.requests.ShareRequestMetadata;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.share.AcknowledgedPartitions.Outcome;
import org.ordertracking.broker.share.Acknowledgement;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.topic.TopicRegistry;

/** Takes what members of share groups say of their records; answered when it is stored. */
final class ShareAcknowledgeHandler implements ApiHandler<ShareAcknowledgeRequest> {
    private final ShareGroups groups;
    private final TopicRegistry topics;

    ShareAcknowledgeHandler(ShareGroups groups, TopicRegistry topics) {
        this.groups = groups;
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ShareAcknowledgeRequest request) {
        ShareAcknowledgeRequestData data = request.data();
        Uuid member = AcknowledgedPartitions.memberOf(data.memberId());
        boolean last = data.shareSessionEpoch() == ShareRequestMetadata.FINAL_EPOCH;
        if (data.shareSessionEpoch() == ShareRequestMetadata.INITIAL_EPOCH) {
            throw new InvalidShareSessionEpochException(
                    "a share session begins with a fetch, not with ShareAcknowledge");
        }
        if (last) {
            groups.requireSession(data.groupId(), member);
        } else {
            groups.continueSession(data.groupId(), member, data.shareSessionEpoch());
        }
        return Responses.later(
                context, said(data).store(groups, data.groupId(), member).thenApply(outcomes -> {
                    if (last) {
                        groups.endSession(data.groupId(), member);
                    }
                    return responseOf(outcomes);
                }));
    }

    private AcknowledgedPartitions said(ShareAcknowledgeRequestData data) {
        AcknowledgedPartitions said = new AcknowledgedPartitions(topics);
        data.topics()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> said.add(
                                topic.topicId(),
                                partition.partitionIndex(),
                                partition.acknowledgementBatches().stream()
                                        .map(batch -> new Acknowledgement(
                                                batch.firstOffset(), batch.lastOffset(), batch.acknowledgeTypes()))
                                        .toList())));
        return said;
    }

    private static ShareAcknowledgeResponseData responseOf(List<Outcome> outcomes) {
        ShareAcknowledgeTopicResponseCollection responses = new ShareAcknowledgeTopicResponseCollection();
        for (Outcome outcome : outcomes) {
            ShareAcknowledgeTopicResponse topic = responses.find(outcome.topic());
            if (topic == null) {
                topic = new ShareAcknowledgeTopicResponse().setTopicId(outcome.topic());
                responses.add(topic);
            }
            topic.partitions()
                    .add(new PartitionData()
                            .setPartitionIndex(outcome.index())
                            .setErrorCode(outcome.error().code())
                            .setErrorMessage(outcome.message()));
        }
        return new ShareAcknowledgeResponseData().setResponses(responses);
    }
}
