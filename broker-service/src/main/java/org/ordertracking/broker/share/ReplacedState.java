package org.ordertracking.broker.share;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.server.share.persister.DeleteShareGroupStateParameters;
import org.apache.kafka.server.share.persister.DeleteShareGroupStateResult;
import org.apache.kafka.server.share.persister.InitializeShareGroupStateParameters;
import org.apache.kafka.server.share.persister.InitializeShareGroupStateResult;
import org.apache.kafka.server.share.persister.PartitionIdData;
import org.apache.kafka.server.share.persister.PartitionStateData;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.share.persister.ReadShareGroupStateParameters;
import org.apache.kafka.server.share.persister.ReadShareGroupStateResult;
import org.apache.kafka.server.share.persister.ReadShareGroupStateSummaryParameters;
import org.apache.kafka.server.share.persister.ReadShareGroupStateSummaryResult;
import org.apache.kafka.server.share.persister.TopicData;
import org.apache.kafka.server.share.persister.WriteShareGroupStateParameters;
import org.apache.kafka.server.share.persister.WriteShareGroupStateResult;

/**
 * The persister as the group coordinator uses it: where it sets the state of partitions anew, or deletes it, what is in
 * memory of them is dropped, and read again at the next fetch.
 */
record ReplacedState(Persister persister, SharePartitions partitions) implements Persister {

    @Override
    public CompletableFuture<InitializeShareGroupStateResult> initializeState(
            InitializeShareGroupStateParameters parameters) {
        String group = parameters.groupTopicPartitionData().groupId();
        List<TopicData<PartitionStateData>> topics =
                parameters.groupTopicPartitionData().topicsData();
        return persister.initializeState(parameters).whenComplete((done, failure) -> drop(group, topics));
    }

    @Override
    public CompletableFuture<DeleteShareGroupStateResult> deleteState(DeleteShareGroupStateParameters parameters) {
        String group = parameters.groupTopicPartitionData().groupId();
        List<TopicData<PartitionIdData>> topics =
                parameters.groupTopicPartitionData().topicsData();
        return persister.deleteState(parameters).whenComplete((done, failure) -> drop(group, topics));
    }

    private <P extends PartitionIdData> void drop(String group, List<TopicData<P>> topics) {
        for (TopicData<P> topic : topics) {
            topic.partitions().forEach(partition -> partitions.close(group, topic.topicId(), partition.partition()));
        }
    }

    @Override
    public CompletableFuture<ReadShareGroupStateResult> readState(ReadShareGroupStateParameters parameters) {
        return persister.readState(parameters);
    }

    @Override
    public CompletableFuture<WriteShareGroupStateResult> writeState(WriteShareGroupStateParameters parameters) {
        return persister.writeState(parameters);
    }

    @Override
    public CompletableFuture<ReadShareGroupStateSummaryResult> readSummary(
            ReadShareGroupStateSummaryParameters parameters) {
        return persister.readSummary(parameters);
    }

    @Override
    public void stop() {
        persister.stop();
    }
}
