package org.ordertracking.broker.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers;
import org.apache.kafka.coordinator.group.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class CommittedOffsetsTest {
    private static final String GROUP = "billing";
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final GroupPartition KEY = new GroupPartition(GROUP, ORDERS);
    private static final long PRODUCER = 7;

    private final CommittedOffsets offsets = new CommittedOffsets();
    private long recordOffset;

    @Test
    void theLastCommitCounts() {
        replay(RecordBatch.NO_PRODUCER_ID, commit(3));
        replay(RecordBatch.NO_PRODUCER_ID, commit(5));

        assertThat(offsets.of(KEY)).hasValue(5);
        assertThat(offsets.size()).isOne();
    }

    @Test
    void aTombstoneTakesTheOffsetAway() {
        replay(RecordBatch.NO_PRODUCER_ID, commit(3));
        replay(RecordBatch.NO_PRODUCER_ID, tombstone());

        assertThat(offsets.of(KEY)).isEmpty();
    }

    @Test
    void aTransactionalCommitCountsFromItsMarkerOn() {
        replay(PRODUCER, commit(3));
        assertThat(offsets.of(KEY)).isEmpty();

        offsets.endTransaction(PRODUCER, TransactionResult.COMMIT);
        assertThat(offsets.of(KEY)).hasValue(3);
    }

    @Test
    void anAbortedCommitNeverCounts() {
        replay(PRODUCER, commit(3));
        offsets.endTransaction(PRODUCER, TransactionResult.ABORT);
        offsets.endTransaction(PRODUCER, TransactionResult.COMMIT);

        assertThat(offsets.of(KEY)).isEmpty();
    }

    @Test
    void aCommitOutsideThatIsLaterThanTheOneInsideATransactionStays() {
        replay(PRODUCER, commit(3));
        replay(RecordBatch.NO_PRODUCER_ID, commit(9));
        offsets.endTransaction(PRODUCER, TransactionResult.COMMIT);

        assertThat(offsets.of(KEY)).hasValue(9);
    }

    @Test
    void whatIsDeletedBeforeItsTransactionEndsDoesNotComeBack() {
        replay(PRODUCER, commit(3));
        replay(RecordBatch.NO_PRODUCER_ID, tombstone());
        offsets.endTransaction(PRODUCER, TransactionResult.COMMIT);

        assertThat(offsets.of(KEY)).isEmpty();
    }

    @Test
    void recordsThatAreNotOfOffsetsArePassedOver() {
        replay(RecordBatch.NO_PRODUCER_ID, GroupCoordinatorRecordHelpers.newGroupMetadataTombstoneRecord(GROUP));

        assertThat(offsets.size()).isZero();
    }

    @Test
    void aListenerHearsOfWhatThereIsAndOfWhatComesAndGoes() {
        List<String> heard = new ArrayList<>();
        replay(RecordBatch.NO_PRODUCER_ID, commit(3));

        offsets.listen(new CommittedOffsets.Listener() {
            @Override
            public void committed(GroupPartition key) {
                heard.add("committed " + offsets.of(key).orElseThrow());
            }

            @Override
            public void forgotten(GroupPartition key) {
                heard.add("forgotten");
            }
        });
        replay(RecordBatch.NO_PRODUCER_ID, commit(5));
        replay(RecordBatch.NO_PRODUCER_ID, tombstone());
        replay(RecordBatch.NO_PRODUCER_ID, tombstone());

        assertThat(heard).containsExactly("committed 3", "committed 5", "forgotten");
    }

    private void replay(long producerId, CoordinatorRecord record) {
        offsets.replay(recordOffset++, producerId, record);
    }

    private static CoordinatorRecord commit(long offset) {
        return GroupCoordinatorRecordHelpers.newOffsetCommitRecord(
                GROUP,
                ORDERS.topic(),
                ORDERS.partition(),
                new OffsetAndMetadata(offset, OptionalInt.empty(), "", 0, OptionalLong.empty(), Uuid.ZERO_UUID));
    }

    private static CoordinatorRecord tombstone() {
        return GroupCoordinatorRecordHelpers.newOffsetCommitTombstoneRecord(GROUP, ORDERS.topic(), ORDERS.partition());
    }
}
