package org.ordertracking.messaging.deadletters;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log in memory, in place of the broker. */
@Mock
@Singleton
class FakeRecordLog implements RecordLog {

    private final List<ProducerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeNext = () -> {};

    @Override
    public void append(ProducerRecord<byte[], byte[]> record) {
        Runnable before = beforeNext;
        beforeNext = () -> {};
        before.run();
        records.add(record);
    }

    /** What happens when the next record is appended, before it is. */
    void beforeNext(Runnable action) {
        beforeNext = action;
    }

    /** Records of this letter's event, in their order. */
    List<ProducerRecord<byte[], byte[]>> withKey(byte[] key) {
        return records.stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .toList();
    }
}
