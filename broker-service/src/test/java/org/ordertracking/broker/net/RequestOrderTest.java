package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Fetches;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** What a client is told comes from the moments in whose order it asked. */
class RequestOrderTest {
    private static final int LIST_OFFSETS_VERSION = 8;
    private static final int LONG_MILLIS = 30_000;

    @TempDir
    private Path directory;

    /**
     * Kafka Streams asks for both at once when it does not know how far a partition goes. An end from before the fetch, told
     * after it, made it leave the records of another partition lie until a new one came.
     */
    @Test
    void anEndThatIsAskedForBehindAFetchIsNotOlderThanWhatTheFetchHasFound() throws IOException {
        try (TestBroker broker = TestBroker.in(directory).start();
                TestListener listener = new TestListener(broker.dispatcher());
                RawClient client = listener.connect()) {
            Topic topic = broker.topic("orders", 1);
            byte[] fetch = Requests.frame(waitingFetch(topic), Fetches.BY_NAME, 1);
            byte[] end = Requests.frame(askedForEnd(topic), LIST_OFFSETS_VERSION, 2);
            client.send(RawClient.framed(fetch));
            client.send(RawClient.framed(end));
            await().until(() -> listener.requestBytesHeld() == fetch.length + end.length);

            Records.append(topic.partitions().get(0), Records.batch("placed"));

            assertThat(client.receive().getInt()).as("which is answered first").isEqualTo(1);
            assertThat(end(client)).isEqualTo(1);
        }
    }

    private static FetchRequestData waitingFetch(Topic topic) {
        return Fetches.opening()
                .setMaxWaitMs(LONG_MILLIS)
                .setIsolationLevel(IsolationLevel.READ_COMMITTED.id())
                .setTopics(List.of(Fetches.topic(topic.name(), Fetches.from(0, 0))));
    }

    private static ListOffsetsRequestData askedForEnd(Topic topic) {
        return new ListOffsetsRequestData()
                .setReplicaId(ListOffsetsRequest.CONSUMER_REPLICA_ID)
                .setIsolationLevel(IsolationLevel.READ_COMMITTED.id())
                .setTopics(List.of(new ListOffsetsTopic()
                        .setName(topic.name())
                        .setPartitions(List.of(new ListOffsetsPartition()
                                .setPartitionIndex(0)
                                .setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP)))));
    }

    private static long end(RawClient client) throws IOException {
        ByteBuffer answer = client.receive();
        ByteBufferAccessor bytes = new ByteBufferAccessor(answer);
        new ResponseHeaderData().read(bytes, ApiKeys.LIST_OFFSETS.responseHeaderVersion((short) LIST_OFFSETS_VERSION));
        return new ListOffsetsResponseData(bytes, (short) LIST_OFFSETS_VERSION)
                .topics()
                .get(0)
                .partitions()
                .get(0)
                .offset();
    }
}
