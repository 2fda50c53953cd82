package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordValidatorTest {
    private static final long NOW = 1_000_000;
    private static final long LIMIT = 1_000;
    private static final RecordRules KEYED = new RecordRules(true, RecordRules.UNLIMITED, RecordRules.UNLIMITED);
    private static final RecordRules NEAR = new RecordRules(false, LIMIT, LIMIT);

    private final RecordValidator validator = new RecordValidator(new TopicIdPartition(Uuid.ONE_UUID, 3, "inventory"));

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void recordsWithoutAKeyAreNamedHoweverTheyAreCompressed(CompressionType compression) {
        MemoryRecords records =
                records(compression, record("a", NOW), record(null, NOW), record("b", NOW), record(null, NOW));

        assertThatThrownBy(() -> validator.validate(records, rules(KEYED), NOW))
                .isInstanceOfSatisfying(RecordsRefusedException.class, refused -> {
                    assertThat(Errors.forException(refused.reason())).isEqualTo(Errors.INVALID_RECORD);
                    assertThat(refused.refusals())
                            .extracting(RecordsRefusedException.Refusal::index)
                            .containsExactly(1, 3);
                    assertThat(refused.refusals().get(0).message()).contains("inventory-3");
                });
    }

    @Property(tries = 200)
    void aBatchIsRefusedIfAndOnlyIfARecordHasNoKey(@ForAll @Size(min = 1, max = 20) List<Boolean> keyed) {
        SimpleRecord[] records =
                keyed.stream().map(hasKey -> record(hasKey ? "key" : null, NOW)).toArray(SimpleRecord[]::new);
        List<Integer> expected = IntStream.range(0, keyed.size())
                .filter(index -> !keyed.get(index))
                .boxed()
                .toList();

        List<Integer> refused = new ArrayList<>();
        try {
            validator.validate(records(CompressionType.LZ4, records), rules(KEYED), NOW);
        } catch (RecordsRefusedException refusal) {
            refusal.refusals().forEach(record -> refused.add(record.index()));
        }
        assertThat(refused).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - LIMIT - 1, NOW + LIMIT + 1})
    void timestampsTooFarFromTheClockAreRefused(long timestamp) {
        MemoryRecords records = records(CompressionType.NONE, record("a", NOW), record("b", timestamp));

        assertThatThrownBy(() -> validator.validate(records, rules(NEAR), NOW))
                .isInstanceOfSatisfying(RecordsRefusedException.class, refused -> {
                    assertThat(Errors.forException(refused.reason())).isEqualTo(Errors.INVALID_TIMESTAMP);
                    assertThat(refused.refusals()).singleElement().returns(1, RecordsRefusedException.Refusal::index);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - LIMIT, NOW + LIMIT, RecordBatch.NO_TIMESTAMP})
    void timestampsWithinTheLimitOrMissingPass(long timestamp) {
        validator.validate(records(CompressionType.NONE, record("a", timestamp)), rules(NEAR), NOW);
    }

    @Test
    void wheneverTheBrokerStampsTheProducersTimestampsDoNotMatter() {
        LogSettings stamped = rules(NEAR).withTimestampType(TimestampType.LOG_APPEND_TIME);
        MemoryRecords records = records(CompressionType.NONE, record("a", NOW + LIMIT + 1));

        assertThat(RecordValidator.concerns(headerOf(records), stamped, NOW)).isFalse();
        validator.validate(records, stamped, NOW);
    }

    @Test
    void recordsAreDecodedOnlyWhereARuleNeedsIt() {
        BatchHeader near = headerOf(records(CompressionType.NONE, record(null, NOW)));
        BatchHeader ahead = headerOf(records(CompressionType.NONE, record(null, NOW + LIMIT + 1)));
        RecordRules kafkasDefault = new RecordRules(false, RecordRules.UNLIMITED, LIMIT);

        assertThat(RecordValidator.concerns(near, rules(kafkasDefault), NOW)).isFalse();
        assertThat(RecordValidator.concerns(ahead, rules(kafkasDefault), NOW)).isTrue();
        assertThat(RecordValidator.concerns(near, rules(KEYED), NOW)).isTrue();
        assertThat(RecordValidator.concerns(near, rules(NEAR), NOW)).isTrue();
        assertThat(RecordValidator.concerns(ahead, LogSettings.DEFAULT, NOW)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBatchThatCannotBeDecompressedIsCorrupt(CompressionType compression) {
        MemoryRecords records = records(compression, record("a", NOW), record("b", NOW));
        for (int at = DefaultRecordBatch.RECORD_BATCH_OVERHEAD; at < records.sizeInBytes(); at++) {
            records.buffer().put(at, (byte) 0x5a);
        }

        assertThatThrownBy(() -> validator.validate(records, rules(KEYED), NOW))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(CorruptRecordException.class),
                        failure -> assertThat(Errors.forException(failure)).isEqualTo(Errors.INVALID_RECORD));
    }

    private static LogSettings rules(RecordRules rules) {
        return LogSettings.DEFAULT.withRecordRules(rules);
    }

    private static SimpleRecord record(String key, long timestamp) {
        return new SimpleRecord(
                timestamp,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                "value".getBytes(StandardCharsets.UTF_8));
    }

    private static MemoryRecords records(CompressionType compression, SimpleRecord... records) {
        return MemoryRecords.withRecords(Compression.of(compression).build(), records);
    }

    private static BatchHeader headerOf(MemoryRecords records) {
        return new BatchHeader().at(records.buffer(), 0);
    }
}
