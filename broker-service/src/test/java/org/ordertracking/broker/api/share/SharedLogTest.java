package org.ordertracking.broker.api.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ShareFetchRequestData.AcknowledgementBatch;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.ShareMember;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.Cleaning;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

/** Share groups over logs with gaps, markers and transactions. */
class SharedLogTest {
    private static final String GROUP = "sharers";
    private static final int WAIT_MILLIS = 30_000;
    private static final long PRODUCER = 7;
    private static final byte GAP = 0;
    private static final byte ACCEPT = 1;

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Topic topic;
    private Partition partition;

    @BeforeEach
    void startWithACompactedTopic() {
        broker = TestBroker.in(directory)
                .withClock(InstantSource.system())
                .withTransactionGuard((id, producerId, epoch) -> true)
                .withGroups()
                .start();
        Map<String, String> configs = Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0");
        topic = broker.topics()
                .getOrCreate(new NewTopic("shared", 1, configs))
                .toCompletableFuture()
                .join();
        partition = topic.partitions().get(0);
        configure("share.auto.offset.reset", "earliest");
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void whatCompactionHasTakenIsNotDeliveredAndDone() {
        compactToGaps();
        ShareMember member = member(1);

        assertThat(acquired(member.fetch(0, WAIT_MILLIS))).containsExactly("3-4 x1", "6-6 x1");
        // What lies between the records of a batch only the consumer knows; Kafka's says so when it acknowledges.
        ShareFetchResponseData answer = member.fetch(1, 0, said(3, 4, GAP, ACCEPT), said(6, 6, ACCEPT));
        assertThat(errorOf(answer)).isEqualTo(Errors.NONE);

        restart();
        append(keyed("d"));
        assertThat(acquired(member(2).fetch(0, WAIT_MILLIS))).containsExactly("7-8 x1");
    }

    @Test
    void whatACompactedBatchHasLeftComesAgainWhenItIsReleased() {
        compactToGaps();
        ShareMember leaving = member(1);
        assertThat(acquired(leaving.fetch(0, WAIT_MILLIS))).containsExactly("3-4 x1", "6-6 x1");
        leaving.fetch(-1, 0, said(6, 6, ACCEPT));

        assertThat(acquired(member(2).fetch(0, WAIT_MILLIS))).containsExactly("3-4 x1");
    }

    @Test
    void withReadCommittedAnAbortedTransactionIsPassedOverAndAnOpenOneWaitedFor() {
        configure("share.isolation.level", "read_committed");
        append(inTransaction("aborted"));
        Records.end(partition, PRODUCER, ControlRecordType.ABORT);
        append(keyed("plain"));
        append(inTransaction(1, "open"));
        ShareMember member = member(1);

        assertThat(acquired(member.fetch(0, WAIT_MILLIS))).containsExactly("2-2 x1");
        assertThat(acquired(member.fetch(1, 0))).isEmpty();
        Records.end(partition, PRODUCER, ControlRecordType.COMMIT);
        append(keyed("behind"));

        assertThat(acquired(member.fetch(2, WAIT_MILLIS))).containsExactly("3-3 x1", "5-5 x1");
    }

    @Test
    void withReadUncommittedAllButMarkersIsDelivered() {
        append(inTransaction("aborted"));
        Records.end(partition, PRODUCER, ControlRecordType.ABORT);
        append(inTransaction(1, "open"));

        assertThat(acquired(member(1).fetch(0, WAIT_MILLIS))).containsExactly("0-0 x1", "2-2 x1");
    }

    @Test
    void aGroupThatBeginsByDurationGetsTheFirstRecordYoungEnough() {
        configure("share.auto.offset.reset", "by_duration:PT1H");
        long hour = 3_600_000;
        long now = System.currentTimeMillis();
        append(at(now - 2 * hour, "old"));
        append(at(now - hour / 2, "young"));

        assertThat(acquired(member(1).fetch(0, WAIT_MILLIS))).containsExactly("1-1 x1");
    }

    /** Leaves a batch 3-4 without record 3, a batch 5 without any, 6, and 7. */
    private void compactToGaps() {
        appendSegment(keyed("a", "b", "a"));
        appendSegment(keyed("a", "b"));
        appendSegment(MemoryRecords.withIdempotentRecords(
                Compression.NONE, PRODUCER, (short) 0, 0, new SimpleRecord(Records.TIMESTAMP, bytes("a"), bytes("v"))));
        appendSegment(keyed("a"));
        append(keyed("c"));
        Cleaning.compact(broker.store());
        assertThat(partition.log().sizeInBytes())
                .isLessThan(broker.store().counters().bytesAppended());
    }

    private void appendSegment(MemoryRecords records) {
        append(records);
        partition.log().roll().toCompletableFuture().join();
    }

    private void append(MemoryRecords records) {
        Records.append(partition, records);
    }

    private static MemoryRecords keyed(String... keys) {
        return at(Records.TIMESTAMP, keys);
    }

    private static MemoryRecords at(long timestamp, String... keys) {
        return MemoryRecords.withRecords(Compression.NONE, records(timestamp, keys));
    }

    private static MemoryRecords inTransaction(String key) {
        return inTransaction(0, key);
    }

    private static MemoryRecords inTransaction(int sequence, String key) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE, PRODUCER, (short) 0, sequence, records(Records.TIMESTAMP, key));
    }

    private static SimpleRecord[] records(long timestamp, String... keys) {
        return List.of(keys).stream()
                .map(key -> new SimpleRecord(timestamp, bytes(key), bytes("value")))
                .toArray(SimpleRecord[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void restart() {
        broker.restart();
        topic = broker.topics().byName("shared").orElseThrow();
        partition = topic.partitions().get(0);
        configure("share.auto.offset.reset", "earliest");
    }

    private void configure(String name, String value) {
        Properties configs = new Properties();
        configs.setProperty("share.auto.offset.reset", "earliest");
        configs.setProperty(name, value);
        broker.groupConfigs().updateGroupConfig(GROUP, configs);
    }

    private ShareMember member(int number) {
        return new ShareMember(broker, GROUP, new Uuid(7, number), topic).join();
    }

    private static AcknowledgementBatch said(long first, long last, Byte... types) {
        return new AcknowledgementBatch()
                .setFirstOffset(first)
                .setLastOffset(last)
                .setAcknowledgeTypes(List.of(types));
    }

    private static Errors errorOf(ShareFetchResponseData answer) {
        return Errors.forCode(
                answer.responses().iterator().next().partitions().get(0).acknowledgeErrorCode());
    }

    private static List<String> acquired(ShareFetchResponseData answer) {
        return answer.responses().stream()
                .flatMap(responses -> responses.partitions().stream())
                .flatMap(partition -> partition.acquiredRecords().stream())
                .map(range -> "%d-%d x%d".formatted(range.firstOffset(), range.lastOffset(), range.deliveryCount()))
                .toList();
    }
}
