package org.ordertracking.broker.api.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.ShareSessionLimitReachedException;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchPartition;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchTopic;
import org.apache.kafka.common.requests.ShareFetchRequest;
import org.apache.kafka.common.requests.ShareRequestMetadata;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.share.AcknowledgedPartitions.Outcome;
import org.ordertracking.broker.share.Acknowledgement;
import org.ordertracking.broker.share.ShareFetch;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Gives records to members of share groups, and takes what they say of those they got before. Answered when both is done:
 * when there are records or the time is over, and when everything is stored.
 */
final class ShareFetchHandler implements ApiHandler<ShareFetchRequest> {
    private final ShareGroups groups;
    private final TopicRegistry topics;
    private final int maxBytes;

    /**
     * @param maxBytes largest answer, whatever the client asks for
     */
    ShareFetchHandler(ShareGroups groups, TopicRegistry topics, int maxBytes) {
        this.groups = groups;
        this.topics = topics;
        this.maxBytes = maxBytes;
    }

    @Override
    public void disconnected(ClientConnection client) {
        groups.endSessionsOf(client.id());
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ShareFetchRequest request) {
        ShareFetchRequestData data = request.data();
        Uuid member = AcknowledgedPartitions.memberOf(data.memberId());
        AcknowledgedPartitions said = said(data);
        ShareFetchAnswer answer = new ShareFetchAnswer(groups.rules().lockMillis(data.groupId()));
        List<TopicIdPartition> wanted;
        try {
            wanted = session(context, data, member, said, answer);
        } catch (ShareSessionLimitReachedException full) {
            return groups.refuseLater(full, data.maxWaitMs());
        }
        // Taken first, so that what is released can be fetched again by this very request.
        CompletionStage<List<Outcome>> stored = said.store(groups, data.groupId(), member);
        // One that has an error to tell tells it at once.
        long wait = answer.isEmpty() ? data.maxWaitMs() : 0;
        ShareFetch fetch = new ShareFetch(
                data.groupId(),
                member,
                wanted,
                wait,
                data.minBytes(),
                Math.max(0, Math.min(maxBytes, data.maxBytes())),
                data.maxRecords(),
                Math.max(1, data.batchSize()));
        return groups.fetch(fetch).thenCombine(stored, (fetched, outcomes) -> {
            if (data.shareSessionEpoch() == ShareRequestMetadata.FINAL_EPOCH) {
                groups.endSession(data.groupId(), member);
            }
            return answer.of(fetched, outcomes, context.version());
        });
    }

    private List<TopicIdPartition> session(
            RequestContext context,
            ShareFetchRequestData data,
            Uuid member,
            AcknowledgedPartitions said,
            ShareFetchAnswer answer) {
        int epoch = data.shareSessionEpoch();
        if (epoch == ShareRequestMetadata.FINAL_EPOCH) {
            groups.requireSession(data.groupId(), member);
            return List.of();
        }
        Collection<TopicIdPartition> named = named(data, answer);
        if (epoch == ShareRequestMetadata.INITIAL_EPOCH) {
            if (!said.isEmpty()) {
                throw new InvalidRequestException(
                        "the fetch that begins a share session acknowledges nothing: no records are with the member");
            }
            return groups.beginSession(data.groupId(), member, context.client().id(), named);
        }
        return groups.continueSession(data.groupId(), member, epoch, named, forgotten(data));
    }

    /** The partitions that the request names; a session holds only those there are, so that it cannot grow without limit. */
    private Collection<TopicIdPartition> named(ShareFetchRequestData data, ShareFetchAnswer answer) {
        List<TopicIdPartition> named = new ArrayList<>();
        for (FetchTopic topic : data.topics()) {
            for (FetchPartition partition : topic.partitions()) {
                try {
                    named.add(WantedPartition.find(topics, topic.topicId(), partition.partitionIndex())
                            .id());
                } catch (ApiException unknown) {
                    answer.refuse(topic.topicId(), partition.partitionIndex(), unknown);
                }
            }
        }
        return named;
    }

    private static Map<Uuid, Set<Integer>> forgotten(ShareFetchRequestData data) {
        Map<Uuid, Set<Integer>> forgotten = new HashMap<>();
        data.forgottenTopicsData()
                .forEach(topic -> forgotten
                        .computeIfAbsent(topic.topicId(), first -> new HashSet<>())
                        .addAll(topic.partitions()));
        return forgotten;
    }

    private AcknowledgedPartitions said(ShareFetchRequestData data) {
        AcknowledgedPartitions said = new AcknowledgedPartitions(topics);
        for (FetchTopic topic : data.topics()) {
            for (FetchPartition partition : topic.partitions()) {
                if (!partition.acknowledgementBatches().isEmpty()) {
                    said.add(
                            topic.topicId(),
                            partition.partitionIndex(),
                            partition.acknowledgementBatches().stream()
                                    .map(batch -> new Acknowledgement(
                                            batch.firstOffset(), batch.lastOffset(), batch.acknowledgeTypes()))
                                    .toList());
                }
            }
        }
        return said;
    }
}
