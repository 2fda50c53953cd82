package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;

/**
 * Holds records to the {@link RecordRules} of their log. Records are decoded, without their keys and values, only where a
 * rule needs it: where keys are required, where timestamps have a limit behind the clock, and where a batch's header shows
 * that a timestamp lies too far ahead. Errors are those of Kafka's {@code LogValidator}.
 */
final class RecordValidator {
    private final TopicIdPartition log;

    RecordValidator(TopicIdPartition log) {
        this.log = log;
    }

    /** Whether the records of a batch have to be looked at, by the log's rules and the batch's header. */
    static boolean concerns(BatchHeader header, LogSettings settings, long now) {
        RecordRules rules = settings.recordRules();
        return rules.keysRequired()
                || (settings.timestampType() == TimestampType.CREATE_TIME
                        && (rules.behindMillis() != RecordRules.UNLIMITED
                                || isAhead(header.maxTimestamp(), rules, now)));
    }

    /**
     * Looks at the records of all batches.
     *
     * @param now the broker's clock, in milliseconds
     * @throws RecordsRefusedException naming the records that break a rule
     * @throws CorruptRecordException if a batch cannot be decoded
     */
    void validate(MemoryRecords records, LogSettings settings, long now) {
        boolean stamped = settings.timestampType() == TimestampType.LOG_APPEND_TIME;
        for (MutableRecordBatch batch : records.batches()) {
            validate(batch, settings.recordRules(), stamped, now);
        }
    }

    private void validate(MutableRecordBatch batch, RecordRules rules, boolean stamped, long now) {
        List<RecordsRefusedException.Refusal> keyless = new ArrayList<>();
        List<RecordsRefusedException.Refusal> mistimed = new ArrayList<>();
        try (CloseableIterator<Record> records = batch.skipKeyValueIterator(BufferSupplier.NO_CACHING)) {
            for (int index = 0; records.hasNext(); index++) {
                Record candidate = records.next();
                if (rules.keysRequired() && !candidate.hasKey()) {
                    keyless.add(new RecordsRefusedException.Refusal(
                            index,
                            "Compacted topic cannot accept message without key in topic partition "
                                    + log.topicPartition() + "."));
                } else if (!stamped && isOff(candidate.timestamp(), rules, now)) {
                    mistimed.add(new RecordsRefusedException.Refusal(index, offBy(candidate.timestamp(), rules, now)));
                }
            }
        } catch (ApiException refused) {
            throw refused;
        } catch (KafkaException undecodable) {
            throw new CorruptRecordException(
                    "Partition " + log + ": a record batch cannot be decoded: " + undecodable.getMessage(),
                    undecodable);
        }
        refuse(keyless, mistimed);
    }

    private static void refuse(
            List<RecordsRefusedException.Refusal> keyless, List<RecordsRefusedException.Refusal> mistimed) {
        if (!mistimed.isEmpty()) {
            List<RecordsRefusedException.Refusal> all = new ArrayList<>(keyless);
            all.addAll(mistimed);
            throw new RecordsRefusedException(
                    new InvalidTimestampException("One or more records have been rejected due to invalid timestamp: "
                            + mistimed.get(0).message()),
                    all);
        }
        if (!keyless.isEmpty()) {
            throw new RecordsRefusedException(
                    new InvalidRecordException("One or more records have been rejected due to " + keyless.size()
                            + " record errors in total: " + keyless.get(0).message()),
                    keyless);
        }
    }

    private static boolean isOff(long timestamp, RecordRules rules, long now) {
        return timestamp != RecordBatch.NO_TIMESTAMP
                && (now - timestamp > rules.behindMillis() || isAhead(timestamp, rules, now));
    }

    private static boolean isAhead(long timestamp, RecordRules rules, long now) {
        return timestamp - now > rules.aheadMillis();
    }

    private String offBy(long timestamp, RecordRules rules, long now) {
        return isAhead(timestamp, rules, now)
                ? "Timestamp %d of a message in %s lies more than message.timestamp.after.max.ms=%d ahead of the broker's clock, which is at %d"
                        .formatted(timestamp, log.topicPartition(), rules.aheadMillis(), now)
                : "Timestamp %d of a message in %s lies more than message.timestamp.before.max.ms=%d behind the broker's clock, which is at %d"
                        .formatted(timestamp, log.topicPartition(), rules.behindMillis(), now);
    }
}
