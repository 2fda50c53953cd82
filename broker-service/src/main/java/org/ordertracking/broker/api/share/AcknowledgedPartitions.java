package org.ordertracking.broker.api.share;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.share.Acknowledgement;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.topic.TopicRegistry;

/** What one request says of records, by partition: on its own or along with a fetch. */
final class AcknowledgedPartitions {
    private final TopicRegistry topics;
    private final Map<TopicIdPartition, List<Acknowledgement>> valid = new LinkedHashMap<>();
    private final List<Outcome> refused = new ArrayList<>();

    /** What became of it in one partition. */
    record Outcome(Uuid topic, int index, Errors error, String message) {}

    AcknowledgedPartitions(TopicRegistry topics) {
        this.topics = topics;
    }

    void add(Uuid topic, int index, List<Acknowledgement> said) {
        try {
            Acknowledgement.requireValid(said);
            valid.put(WantedPartition.find(topics, topic, index).id(), said);
        } catch (ApiException refusal) {
            refused.add(new Outcome(topic, index, Errors.forException(refusal), refusal.getMessage()));
        }
    }

    boolean isEmpty() {
        return valid.isEmpty() && refused.isEmpty();
    }

    /** Completes when everything is stored or refused; never fails. */
    CompletionStage<List<Outcome>> store(ShareGroups groups, String group, Uuid member) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        groups.acknowledge(group, member, valid)
                .forEach((partition, stored) ->
                        outcomes.add(stored.handle((none, failure) -> outcome(partition, failure))));
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    List<Outcome> all = new ArrayList<>(refused);
                    outcomes.forEach(outcome -> all.add(outcome.join()));
                    return all;
                });
    }

    private static Outcome outcome(TopicIdPartition partition, Throwable failure) {
        if (failure == null) {
            return new Outcome(partition.topicId(), partition.partition(), Errors.NONE, null);
        }
        Throwable cause = Responses.cause(failure);
        return new Outcome(partition.topicId(), partition.partition(), Errors.forException(cause), cause.getMessage());
    }

    /** @throws InvalidRequestException if it is no member id of a share group */
    static Uuid memberOf(String memberId) {
        try {
            return Uuid.fromString(memberId);
        } catch (IllegalArgumentException | NullPointerException malformed) {
            throw new InvalidRequestException(
                    "member id '%s' is not a UUID in base 64, as share group heartbeats use it".formatted(memberId));
        }
    }
}
