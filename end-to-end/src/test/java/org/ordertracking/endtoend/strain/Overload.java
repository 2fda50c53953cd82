package org.ordertracking.endtoend.strain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.endtoend.client.BrokerMetrics;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * What bad clients do, so many of them at a time, while a good one goes on. After each, the broker's memory is held against
 * its limits.
 *
 * @param crowd how many bad connections
 * @param progress how many records the good client writes and reads meanwhile
 */
record Overload(BrokerProcess broker, KafkaClients clients, int crowd, int progress) {

    /** A heap of 128 MiB, as much for buffers, and what a JVM takes beside them. */
    private static final long LARGEST_MIB = 450;

    private static final int FETCH_VERSION = 12;
    private static final int METADATA_VERSION = 8;
    private static final int FILLING_BATCHES = 40;
    private static final int BATCH_BYTES = 60 << 10;
    private static final int HALF_MEGABYTE = 512 << 10;
    private static final int NAMES = 40_000;
    private static final int SMALL_APPENDS = 2_000;

    /** They ask for megabytes and never read them. */
    void deafConsumers() throws IOException {
        String topic = "filled-" + crowd;
        clients.createTopic(topic, 1);
        try (RawConnection writer = new RawConnection(broker)) {
            for (int i = 0; i < FILLING_BATCHES; i++) {
                writer.send(Produces.ofSize(topic, i, BATCH_BYTES));
                writer.receive();
            }
        }
        byte[] fetch = RawConnection.frame(fetch(topic, BATCH_BYTES + 100), FETCH_VERSION, 1);
        try (WellBehaved good = new WellBehaved(clients, "beside-deaf-" + crowd);
                Crowd deaf = new Crowd(broker).join(crowd, fetch)) {
            for (int i = 0; i < 5; i++) {
                deaf.send(fetch);
                good.writeAndRead(progress / 5);
            }
            assertWithinLimits();
        }
    }

    /** They announce half a megabyte each, and send a part of it. */
    void halfFrames() throws IOException {
        byte[] half = Arrays.copyOf(Produces.ofSize("orders", 1, HALF_MEGABYTE), 100);
        try (WellBehaved good = new WellBehaved(clients, "beside-halves-" + crowd);
                Crowd slow = new Crowd(broker).join(crowd, half)) {
            for (int i = 0; i < 5; i++) {
                slow.send(new byte[] {0});
                good.writeAndRead(progress / 5);
            }
            assertWithinLimits();
        }
    }

    /** Each sends a request that is twice as large as it may be. */
    void oversized() throws IOException {
        byte[] announced = ByteBuffer.allocate(8).putInt(64 << 20).putInt(0).array();
        try (WellBehaved good = new WellBehaved(clients, "beside-oversized-" + crowd);
                RawConnection bad = new RawConnection(broker)) {
            bad.send(announced);
            assertThat(bad.isClosedByServer()).isTrue();
            good.writeAndRead(progress / 5);
        }
    }

    /** More than the broker can write, without waiting for an answer; nothing is refused, it only takes longer. */
    void producersInAHurry(int producers) throws Exception {
        List<PipeliningProducer> bad = new ArrayList<>();
        try (WellBehaved good = new WellBehaved(clients, "beside-hurry-" + crowd)) {
            for (int i = 0; i < producers; i++) {
                clients.createTopic("hurry-%d-%d".formatted(crowd, i), 1);
                bad.add(new PipeliningProducer(broker, "hurry-%d-%d".formatted(crowd, i), HALF_MEGABYTE));
            }
            good.writeAndRead(progress);
            assertWithinLimits();
            for (PipeliningProducer producer : bad) {
                eventually().until(() -> producer.acknowledged() > 0);
                assertThat(producer.refused()).isZero();
            }
            assertThat(metrics().sum("broker_append_queue_refused_total")).isZero();
        } finally {
            for (PipeliningProducer producer : bad) {
                producer.close();
            }
        }
    }

    /** So many tiny appends at a time that they, not their bytes, are what fills the queues. */
    void tinyAppends() throws Exception {
        String topic = "tiny-" + crowd;
        clients.createTopic(topic, 1);
        byte[] many = Produces.manyOf(topic, 1, SMALL_APPENDS);
        try (WellBehaved good = new WellBehaved(clients, "beside-tiny-" + crowd);
                RawConnection writer = new RawConnection(broker);
                Crowd bad = new Crowd(broker).join(Math.min(crowd, 50), many)) {
            good.writeAndRead(progress / 5);
            bad.send(many);
            writer.send(many);
            assertThat(Produces.outcome(writer.receive())).isEqualTo(Errors.NONE);
            assertWithinLimits();
        }
    }

    /** Requests about tens of thousands of topics and partitions that there are not. */
    void hugeQuestions() throws IOException {
        MetadataRequestData metadata = new MetadataRequestData()
                .setAllowAutoTopicCreation(false)
                .setTopics(IntStream.range(0, NAMES)
                        .mapToObj(i -> new MetadataRequestTopic().setName("no-such-topic-" + i))
                        .toList());
        byte[] asked = RawConnection.frame(metadata, METADATA_VERSION, 1);
        byte[] fetch = RawConnection.frame(fetchOfMany("no-such-topic", NAMES), FETCH_VERSION, 1);
        try (WellBehaved good = new WellBehaved(clients, "beside-questions-" + crowd);
                Crowd curious = new Crowd(broker).join(crowd / 10, asked).join(crowd / 10, fetch)) {
            good.writeAndRead(progress);
            curious.send(asked);
            good.writeAndRead(progress / 5);
            assertWithinLimits();
        }
    }

    /** Several clients send requests of a hundred mebibytes at a time. */
    void hundredMebibytes(long largestMiB) throws Exception {
        clients.createTopic(new NewTopic("hundred", 1, (short) 1).configs(Map.of("max.message.bytes", "106000000")));
        byte[] request = Produces.ofSize("hundred", 1, 100 << 20);
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        try (WellBehaved good = new WellBehaved(clients, "beside-hundred")) {
            List<Future<Errors>> outcomes = new ArrayList<>();
            for (int i = 0; i < crowd; i++) {
                outcomes.add(threads.submit(() -> {
                    try (RawConnection large = new RawConnection(broker)) {
                        large.send(request);
                        return Produces.outcome(large.receive());
                    }
                }));
            }
            good.writeAndRead(progress);
            for (Future<Errors> outcome : outcomes) {
                assertThat(outcome.get()).isEqualTo(Errors.NONE);
            }
            assertThat(Footprint.of(broker).peakMiB()).isLessThan(largestMiB);
            System.out.println(Footprint.of(broker));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Connections come and go beyond the limit. */
    void storm(int limit) throws IOException {
        try (WellBehaved good = new WellBehaved(clients, "beside-storm-" + crowd)) {
            for (int wave = 0; wave < 3; wave++) {
                try (Crowd storm = new Crowd(broker).join(limit + crowd, new byte[0])) {
                    assertThat(storm.size()).isGreaterThan(limit);
                    good.writeAndRead(progress / 5);
                    assertThat(metrics().sum("broker_connections_open")).isLessThanOrEqualTo(limit);
                }
            }
            assertWithinLimits();
        }
    }

    private void assertWithinLimits() {
        BrokerMetrics metrics = metrics();
        assertThat(metrics.sum("broker_requests_memory_bytes"))
                .as("request bytes held")
                .isLessThanOrEqualTo(metrics.sum("broker_requests_memory_limit_bytes"));
        assertThat(Footprint.of(broker).peakMiB())
                .as("resident memory at its peak")
                .isLessThan(LARGEST_MIB);
        assertThat(broker.process().output().lines())
                .noneMatch(line -> line.contains("OutOfMemory") || line.contains("OutOfDirectMemory"));
        System.out.printf(
                "%s; responses held %.0f%n", Footprint.of(broker), metrics.sum("broker_responses_memory_bytes"));
    }

    private BrokerMetrics metrics() {
        return BrokerMetrics.of(broker.process().address());
    }

    private static FetchRequestData fetch(String topic, int bytes) {
        return new FetchRequestData()
                .setMaxBytes(32 << 20)
                .setMinBytes(1)
                .setTopics(List.of(new FetchTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(0)
                                .setPartitionMaxBytes(bytes)))));
    }

    private static FetchRequestData fetchOfMany(String topic, int partitions) {
        return new FetchRequestData()
                .setMaxBytes(32 << 20)
                .setMaxWaitMs(500)
                .setMinBytes(1)
                .setTopics(List.of(new FetchTopic()
                        .setTopic(topic)
                        .setPartitions(IntStream.range(0, partitions)
                                .mapToObj(i ->
                                        new FetchPartition().setPartition(i).setPartitionMaxBytes(1 << 20))
                                .toList())));
    }
}
