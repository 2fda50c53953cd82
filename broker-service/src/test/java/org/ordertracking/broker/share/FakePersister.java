package org.ordertracking.broker.share;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.coordinator.share.PersisterStateBatchCombiner;
import org.apache.kafka.server.share.persister.NoOpStatePersister;
import org.apache.kafka.server.share.persister.PartitionFactory;
import org.apache.kafka.server.share.persister.PartitionStateBatchData;
import org.apache.kafka.server.share.persister.PersisterStateBatch;
import org.apache.kafka.server.share.persister.ReadShareGroupStateParameters;
import org.apache.kafka.server.share.persister.ReadShareGroupStateResult;
import org.apache.kafka.server.share.persister.TopicData;
import org.apache.kafka.server.share.persister.WriteShareGroupStateParameters;
import org.apache.kafka.server.share.persister.WriteShareGroupStateResult;

/** Keeps the state of one partition, and ends each write when and how the test says. */
final class FakePersister extends NoOpStatePersister {
    private final Deque<Pending> pending = new ArrayDeque<>();
    private List<PersisterStateBatch> batches = List.of();
    private long start = PartitionFactory.UNINITIALIZED_START_OFFSET;
    private boolean held;

    private record Pending(
            WriteShareGroupStateParameters write, CompletableFuture<WriteShareGroupStateResult> answer) {}

    /** From now on writes wait for {@link #end}. */
    void hold() {
        held = true;
    }

    int waiting() {
        return pending.size();
    }

    long storedStart() {
        return start;
    }

    /** Ends the oldest write that waits. */
    void end(Errors error) {
        Pending ended = pending.remove();
        answer(ended.write(), ended.answer(), error);
    }

    @Override
    public CompletableFuture<ReadShareGroupStateResult> readState(ReadShareGroupStateParameters request) {
        var topic = request.groupTopicPartitionData().topicsData().get(0);
        var state = PartitionFactory.newPartitionAllData(
                topic.partitions().get(0).partition(), 0, start, Errors.NONE.code(), null, batches);
        return CompletableFuture.completedFuture(new ReadShareGroupStateResult.Builder()
                .setTopicsData(List.of(new TopicData<>(topic.topicId(), List.of(state))))
                .build());
    }

    @Override
    public CompletableFuture<WriteShareGroupStateResult> writeState(WriteShareGroupStateParameters request) {
        CompletableFuture<WriteShareGroupStateResult> answer = new CompletableFuture<>();
        if (held) {
            pending.add(new Pending(request, answer));
        } else {
            answer(request, answer, Errors.NONE);
        }
        return answer;
    }

    private void answer(
            WriteShareGroupStateParameters request,
            CompletableFuture<WriteShareGroupStateResult> answer,
            Errors error) {
        TopicData<PartitionStateBatchData> topic =
                request.groupTopicPartitionData().topicsData().get(0);
        PartitionStateBatchData written = topic.partitions().get(0);
        if (error == Errors.NONE) {
            start = written.startOffset();
            batches = new PersisterStateBatchCombiner(new ArrayList<>(batches), written.stateBatches(), start)
                    .combineStateBatches();
        }
        var result = PartitionFactory.newPartitionErrorData(written.partition(), error.code(), error.message());
        answer.complete(new WriteShareGroupStateResult.Builder()
                .setTopicsData(List.of(new TopicData<>(topic.topicId(), List.of(result))))
                .build());
    }
}
