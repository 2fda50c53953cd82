package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Fetches.BY_NAME;
import static org.ordertracking.broker.fixture.Fetches.forget;
import static org.ordertracking.broker.fixture.Fetches.request;
import static org.ordertracking.broker.fixture.Fetches.topic;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.utils.Utils;
import org.ordertracking.broker.fixture.Fetches;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicDefaults;

/** Whatever a client does in a session, it learns exactly what whole requests would have told it. */
class FetchSessionPropertyTest {
    private static final int PARTITIONS = 5;
    private static final int TRIES = 100;
    private static final int BATCH_BYTES = batch("a").sizeInBytes();

    private static Path directory;
    private static TestBroker broker;
    private static int topics;

    @BeforeContainer
    static void start() throws IOException {
        directory = Files.createTempDirectory("fetch-sessions");
        broker = TestBroker.in(directory)
                .withTopicDefaults(new TopicDefaults(1, TRIES * 10 * PARTITIONS, Map.of()))
                .start();
    }

    @AfterContainer
    static void stop() throws IOException {
        broker.close();
        Utils.delete(directory.toFile());
    }

    sealed interface Step {
        record Append(int partition) implements Step {}

        /**
         * @param wants partitions to join the session or to be read from elsewhere
         * @param maxBatches how much the answer may hold
         */
        record Fetch(List<Want> wants, List<Integer> forgets, int maxBatches) implements Step {}

        /** A whole request in place of the session. */
        record Reopen(List<Want> wants, int maxBatches) implements Step {}
    }

    /**
     * @param offset may lie beyond the end
     */
    record Want(int partition, int offset, int maxBatches) {}

    @Property(tries = TRIES)
    void aSessionTellsWhatWholeRequestsWouldTell(@ForAll("steps") @Size(min = 1, max = 30) List<Step> steps) {
        Client client = new Client(broker.topics()
                .getOrCreate(new NewTopic("topic-" + topics++, PARTITIONS, Map.of()))
                .toCompletableFuture()
                .join());
        steps.forEach(client::apply);
    }

    /** A client in a session, and what it would know without one. */
    private static final class Client {
        private final Topic topic;
        private final Map<Integer, Want> wanted = new LinkedHashMap<>();
        private final Map<Integer, String> known = new LinkedHashMap<>();
        private int session;
        private int epoch;

        private Client(Topic topic) {
            this.topic = topic;
        }

        private void apply(Step step) {
            if (step instanceof Step.Append grown) {
                append(topic.partitions().get(grown.partition()), batch("a"));
            } else if (step instanceof Step.Reopen whole) {
                open(whole.wants(), whole.maxBatches());
            } else if (step instanceof Step.Fetch fetch && session == FetchMetadata.INVALID_SESSION_ID) {
                open(fetch.wants(), fetch.maxBatches());
            } else if (step instanceof Step.Fetch fetch) {
                goOn(fetch);
            }
        }

        private void open(List<Want> wants, int maxBatches) {
            wanted.clear();
            known.clear();
            wants.forEach(want -> wanted.put(want.partition(), want));
            List<String> expected = whole(maxBatches);

            FetchRequestData request = request(session, FetchMetadata.INITIAL_EPOCH)
                    .setMaxBytes(maxBatches * BATCH_BYTES)
                    .setTopics(List.of(topic(topic.name(), asked(wants))));
            FetchResponseData response = Fetches.ask(broker, request, BY_NAME);

            assertThat(told(response)).isEqualTo(expected);
            Fetches.data(response).forEach(data -> known.put(data.partitionIndex(), state(data)));
            session = response.sessionId();
            epoch = FetchMetadata.nextEpoch(FetchMetadata.INITIAL_EPOCH);
            assertThat(session == FetchMetadata.INVALID_SESSION_ID).isEqualTo(wanted.isEmpty());
        }

        private void goOn(Step.Fetch fetch) {
            fetch.wants().forEach(want -> wanted.put(want.partition(), want));
            fetch.forgets().forEach(partition -> {
                wanted.remove(partition);
                known.remove(partition);
            });
            FetchRequestData request = request(session, epoch)
                    .setMaxBytes(fetch.maxBatches() * BATCH_BYTES)
                    .setTopics(List.of(topic(topic.name(), asked(fetch.wants()))))
                    .setForgottenTopicsData(
                            List.of(forget(topic.name(), fetch.forgets().toArray(Integer[]::new))));
            List<PartitionData> whole = ask(fetch.maxBatches());
            FetchResponseData response = Fetches.ask(broker, request, BY_NAME);

            List<String> changes = new ArrayList<>();
            for (PartitionData data : whole) {
                boolean served = data.records().sizeInBytes() > 0;
                boolean failed = data.errorCode() != 0;
                if (served || failed || !state(data).equals(known.get(data.partitionIndex()))) {
                    changes.add(toString(data));
                    known.put(data.partitionIndex(), failed ? "to be told again" : state(data));
                }
                if (served) {
                    wanted.put(data.partitionIndex(), wanted.remove(data.partitionIndex()));
                }
            }
            assertThat(response.errorCode()).isZero();
            assertThat(told(response)).isEqualTo(changes);
            assertThat(response.sessionId()).isEqualTo(wanted.isEmpty() ? 0 : session);
            session = response.sessionId();
            epoch = FetchMetadata.nextEpoch(epoch);
        }

        private List<String> whole(int maxBatches) {
            return ask(maxBatches).stream().map(Client::toString).toList();
        }

        private List<PartitionData> ask(int maxBatches) {
            FetchRequestData request = request(FetchMetadata.INVALID_SESSION_ID, FetchMetadata.FINAL_EPOCH)
                    .setMaxBytes(maxBatches * BATCH_BYTES)
                    .setTopics(List.of(topic(topic.name(), asked(List.copyOf(wanted.values())))));
            return Fetches.data(Fetches.ask(broker, request, BY_NAME));
        }

        private static FetchPartition[] asked(List<Want> wants) {
            return wants.stream()
                    .map(want -> Fetches.from(want.partition(), want.offset())
                            .setPartitionMaxBytes(want.maxBatches() * BATCH_BYTES))
                    .toArray(FetchPartition[]::new);
        }

        private static List<String> told(FetchResponseData response) {
            return Fetches.data(response).stream().map(Client::toString).toList();
        }

        private static String state(PartitionData data) {
            return data.highWatermark() + " from " + data.logStartOffset();
        }

        private static String toString(PartitionData data) {
            String error = data.errorCode() == 0 ? "" : " error " + data.errorCode();
            return data.partitionIndex() + ": " + state(data) + error + " " + Fetches.values(data);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> partition = Arbitraries.integers().between(0, PARTITIONS - 1);
        Arbitrary<Integer> batches = Arbitraries.integers().between(0, 6);
        Arbitrary<Want> want = Combinators.combine(
                        partition, Arbitraries.integers().between(0, 6), batches)
                .as(Want::new);
        Arbitrary<List<Want>> wants = want.list().ofMaxSize(4).uniqueElements(Want::partition);
        Arbitrary<Step> append = partition.map(Step.Append::new);
        Arbitrary<Step> fetch = Combinators.combine(
                        wants, partition.list().ofMaxSize(2).uniqueElements(), batches)
                .as(Step.Fetch::new);
        Arbitrary<Step> reopen = Combinators.combine(wants, batches).as(Step.Reopen::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, append),
                        net.jqwik.api.Tuple.of(6, fetch),
                        net.jqwik.api.Tuple.of(1, reopen))
                .list();
    }
}
