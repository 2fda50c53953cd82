package org.ordertracking.broker.api.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** The order of a producer's requests around the moment in which its partition enters the transaction. */
class ProduceOrderTest {
    private static final String ID = "checkout";
    private static final int TIMEOUT = 60_000;
    private static final int V2_PRODUCE = 12;
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    @TempDir
    private Path directory;

    private final AtomicReference<Runnable> whenAdded = new AtomicReference<>();
    private TestBroker broker;
    private ProducerIdAndEpoch producer;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTransactions()
                .withTimer(new TimerThatTells(new FakeTimer(), this::transactionIsWatched))
                .start();
        broker.topic(ORDERS.topic(), 1);
        producer = broker.transactions()
                .initializeProducer(ID, TIMEOUT, null)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatComesInTheMomentThePartitionIsAddedStaysBehindWhatHasWaitedForIt() {
        CountDownLatch disk = new CountDownLatch(1);
        broker.disk().beforeSync(() -> awaitUninterrupted(disk));
        List<CompletableFuture<ApiResponse>> sent = new ArrayList<>();
        for (int sequence = 0; sequence < 3; sequence++) {
            sent.add(send(sequence));
        }
        CompletableFuture<Boolean> couldGoOn = new CompletableFuture<>();
        CompletableFuture<ApiResponse> latecomer = new CompletableFuture<>();
        whenAdded.set(() -> {
            couldGoOn.complete(broker.transactions().areInTransaction(ID, producer, List.of(ORDERS)));
            send(3).thenAccept(latecomer::complete);
        });
        sent.add(latecomer);

        disk.countDown();

        assertThat(sent.stream().map(Requests::await).map(ProduceOrderTest::partitionOf))
                .allMatch(answer -> answer.errorCode() == Errors.NONE.code())
                .extracting(PartitionProduceResponse::baseOffset)
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(couldGoOn)
                .as("whether the partition was in the transaction when the last one came")
                .isCompletedWithValue(true);
    }

    /** The coordinator begins to watch the time of a transaction right after its first partition took effect. */
    private void transactionIsWatched() {
        Runnable once = whenAdded.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }

    private CompletableFuture<ApiResponse> send(int sequence) {
        ProduceRequestData request = new ProduceRequestData()
                .setTransactionalId(ID)
                .setAcks((short) -1)
                .setTimeoutMs(1_000);
        request.topicData()
                .add(new TopicProduceData()
                        .setName(ORDERS.topic())
                        .setPartitionData(List.of(new PartitionProduceData()
                                .setIndex(ORDERS.partition())
                                .setRecords(batch(sequence)))));
        return Requests.send(broker.dispatcher(), request, V2_PRODUCE);
    }

    private MemoryRecords batch(int sequence) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE,
                producer.producerId,
                producer.epoch,
                sequence,
                new SimpleRecord(TestBroker.NOW.toEpochMilli(), "placed".getBytes()));
    }

    private static PartitionProduceResponse partitionOf(ApiResponse response) {
        ProduceResponseData data = (ProduceResponseData) ((ApiResponse.Message) response).body();
        return data.responses().iterator().next().partitionResponses().get(0);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of the task that watches a transaction, on the thread that adds it. */
    private record TimerThatTells(FakeTimer timer, Runnable onTransaction) implements Timer {

        @Override
        public void add(TimerTask task) {
            timer.add(task);
            if (task.delayMs == TIMEOUT) {
                onTransaction.run();
            }
        }

        @Override
        public boolean advanceClock(long timeoutMillis) {
            return timer.advanceClock(timeoutMillis);
        }

        @Override
        public int size() {
            return timer.size();
        }

        @Override
        public void close() {
            timer.close();
        }
    }
}
