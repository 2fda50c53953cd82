package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/** Holds what is left after a power cut against what was promised at its position. */
final class Aftermath {

    private final Collection<Ledger> ledgers;
    private final int position;

    Aftermath(Collection<Ledger> ledgers, int position) {
        this.ledgers = ledgers;
        this.position = position;
    }

    /** Starts a broker on what is left, and does nothing with it. */
    void start(TracedDisk left, FakeClock clock) throws IOException {
        LogStore store = PowerLossWorkload.open(left, clock);
        for (Ledger ledger : ledgers) {
            if (ledger.isWhole(position)) {
                store.open(ledger.id(), ledger.settings());
            }
        }
        left.kill();
        PowerLossWorkload.stopQuietly(store);
    }

    /** Starts a broker on what is left, looks, goes on with it, stops it and starts it once more. */
    void verify(TracedDisk left, FakeClock clock) throws IOException {
        Map<Ledger, List<String>> contents = new LinkedHashMap<>();
        LogStore store = PowerLossWorkload.open(left, clock);
        try {
            for (Ledger ledger : ledgers) {
                if (ledger.mustBeGone(position)) {
                    assertThat(store.partitionsOnDisk())
                            .as("partitions on the disk")
                            .noneMatch(there -> there.partition() == ledger.id().partition());
                } else if (ledger.isWhole(position)) {
                    PartitionLog log = store.open(ledger.id(), ledger.settings());
                    verify(ledger, log);
                    goOn(ledger, log);
                    contents.put(ledger, Keyed.readCommitted(log));
                }
            }
            store.close();
            store = PowerLossWorkload.open(left, clock);
            for (Map.Entry<Ledger, List<String>> before : contents.entrySet()) {
                Ledger ledger = before.getKey();
                PartitionLog log = store.open(ledger.id(), ledger.settings());
                assertThat(Keyed.readCommitted(log)).isEqualTo(before.getValue());
            }
            assertThat(store.counters().scannedBytes())
                    .as("scanned after a clean stop")
                    .isZero();
        } finally {
            PowerLossWorkload.stopQuietly(store);
        }
    }

    private void verify(Ledger ledger, PartitionLog log) {
        assertThat(log.logStartOffset())
                .as("where %s begins", ledger)
                .isBetween(ledger.leastStart(position), ledger.mostStart(position));
        List<MutableRecordBatch> batches = batches(log);
        if (ledger.isCompacted()) {
            verifyCompacted(ledger, log, batches);
        } else {
            verifyWhole(ledger, log, batches);
        }
    }

    private static List<MutableRecordBatch> batches(PartitionLog log) {
        List<MutableRecordBatch> batches = new ArrayList<>();
        for (long offset = log.logStartOffset(); offset < log.highWatermark(); ) {
            List<MutableRecordBatch> read = Batches.batches(log.read(offset, 1 << 20, true));
            assertThat(read)
                    .as("batches at %d of %d", offset, log.highWatermark())
                    .isNotEmpty();
            batches.addAll(read);
            offset = read.get(read.size() - 1).nextOffset();
        }
        return batches;
    }

    /** Byte for byte what was sent, without a gap, and all of it that was promised. */
    private void verifyWhole(Ledger ledger, PartitionLog log, List<MutableRecordBatch> batches) {
        List<Ledger.Written> sent = ledger.written(position);
        long next = log.logStartOffset();
        Set<Ledger.Written> found = new HashSet<>();
        for (MutableRecordBatch batch : batches) {
            assertThat(found.isEmpty() ? Math.max(next, batch.baseOffset()) : batch.baseOffset())
                    .as("the order of %s", ledger)
                    .isEqualTo(next);
            next = batch.nextOffset();
            byte[] bytes = bytes(batch);
            List<Ledger.Written> same = sent.stream()
                    .filter(candidate ->
                            candidate.baseOffset() == batch.baseOffset() && Arrays.equals(candidate.bytes(), bytes))
                    .toList();
            assertThat(same)
                    .as("what was sent for offset %d of %s", batch.baseOffset(), ledger)
                    .isNotEmpty();
            found.addAll(same);
        }
        assertThat(next).as("the end of %s", ledger).isEqualTo(log.highWatermark());
        for (Ledger.Written kept : ledger.kept(position)) {
            if (kept.lastOffset() >= log.logStartOffset()) {
                assertThat(found)
                        .as("offset %d of %s, which was acknowledged", kept.baseOffset(), ledger)
                        .contains(kept);
            }
        }
        List<RecordBatch> all = new ArrayList<>();
        sent.stream()
                .filter(written -> written.lastOffset() < log.logStartOffset())
                .forEach(deleted -> all.add(batch(deleted)));
        all.addAll(batches);
        assertThat(Keyed.readCommitted(log))
                .as("what is committed in %s from %d on", ledger, log.logStartOffset())
                .isEqualTo(committed(log, all));
    }

    /** What a reader of committed records has to see, worked out from the batches themselves, those that are deleted included. */
    private static List<String> committed(PartitionLog log, List<RecordBatch> batches) {
        Map<Long, List<Integer>> undecided = new HashMap<>();
        Set<Integer> hidden = new HashSet<>();
        for (int i = 0; i < batches.size(); i++) {
            RecordBatch batch = batches.get(i);
            if (batch.isControlBatch()) {
                List<Integer> ended = undecided.remove(batch.producerId());
                if (ended != null
                        && ControlRecordType.parse(batch.iterator().next().key()) == ControlRecordType.ABORT) {
                    hidden.addAll(ended);
                }
            } else if (batch.isTransactional()) {
                undecided
                        .computeIfAbsent(batch.producerId(), absent -> new ArrayList<>())
                        .add(i);
            }
        }
        int stable =
                undecided.values().stream().mapToInt(open -> open.get(0)).min().orElse(batches.size());
        List<String> read = new ArrayList<>();
        for (int i = 0; i < stable; i++) {
            if (!batches.get(i).isControlBatch() && !hidden.contains(i)) {
                for (Record record : batches.get(i)) {
                    if (record.offset() >= log.logStartOffset()) {
                        read.add(record.offset() + ":" + Keyed.entry(record));
                    }
                }
            }
        }
        return read;
    }

    /** Of each key that was promised the record or a later one; nothing that was not sent, nothing that was aborted. */
    private void verifyCompacted(Ledger ledger, PartitionLog log, List<MutableRecordBatch> batches) {
        Map<Long, Set<String>> sent = new HashMap<>();
        Set<String> aborted = new HashSet<>();
        Map<Long, List<String>> open = new HashMap<>();
        List<Ledger.Written> all = ledger.written(position);
        Set<Ledger.Written> kept = new HashSet<>(ledger.kept(position));
        Map<String, Long> promised = new HashMap<>();
        Map<Long, List<Record>> openAndKept = new HashMap<>();
        long end = 0;
        for (Ledger.Written written : all) {
            RecordBatch batch = MemoryRecords.readableRecords(ByteBuffer.wrap(written.bytes()))
                    .firstBatch();
            boolean durable = kept.contains(written);
            end = durable ? Math.max(end, written.lastOffset() + 1) : end;
            if (batch.isControlBatch()) {
                boolean abort = ControlRecordType.parse(batch.iterator().next().key()) == ControlRecordType.ABORT;
                List<String> ended = open.remove(batch.producerId());
                List<Record> endedAndKept = openAndKept.remove(batch.producerId());
                if (abort && durable && ended != null) {
                    aborted.addAll(ended);
                } else if (!abort && durable && endedAndKept != null) {
                    endedAndKept.forEach(record -> promise(promised, record));
                }
                continue;
            }
            for (Record record : batch) {
                String entry = Keyed.entry(record);
                sent.computeIfAbsent(record.offset(), absent -> new HashSet<>()).add(entry);
                if (batch.isTransactional()) {
                    open.computeIfAbsent(batch.producerId(), absent -> new ArrayList<>())
                            .add(record.offset() + ":" + entry);
                    if (durable) {
                        openAndKept
                                .computeIfAbsent(batch.producerId(), absent -> new ArrayList<>())
                                .add(record);
                    }
                } else if (durable) {
                    promise(promised, record);
                }
            }
        }
        assertThat(log.highWatermark()).as("the end of %s", ledger).isGreaterThanOrEqualTo(end);
        Map<String, Long> last = new HashMap<>();
        long before = -1;
        for (MutableRecordBatch batch : batches) {
            for (Record record : batch) {
                assertThat(record.offset()).as("the order of %s", ledger).isGreaterThan(before);
                before = record.offset();
                if (!batch.isControlBatch()) {
                    assertThat(sent.get(record.offset()))
                            .as("what was sent for offset %d of %s", record.offset(), ledger)
                            .contains(Keyed.entry(record));
                    if (!aborted.contains(record.offset() + ":" + Keyed.entry(record))) {
                        last.put(key(record), record.offset());
                    }
                }
            }
        }
        promised.forEach((key, offset) -> assertThat(last.get(key))
                .as("the last of %s in %s, of which offset %d was acknowledged", key, ledger, offset)
                .isNotNull()
                .isGreaterThanOrEqualTo(offset));
        assertThat(Keyed.readCommitted(log))
                .as("what is committed in %s", ledger)
                .noneMatch(aborted::contains);
    }

    private static void promise(Map<String, Long> promised, Record record) {
        promised.merge(key(record), record.offset(), Math::max);
    }

    private static String key(Record record) {
        String entry = Keyed.entry(record);
        return entry.substring(0, entry.indexOf('='));
    }

    private static RecordBatch batch(Ledger.Written written) {
        return MemoryRecords.readableRecords(ByteBuffer.wrap(written.bytes())).firstBatch();
    }

    private static byte[] bytes(MutableRecordBatch batch) {
        ByteBuffer bytes = ByteBuffer.allocate(batch.sizeInBytes());
        batch.writeTo(bytes);
        return bytes.array();
    }

    /** Repeats what an idempotent producer sent last, leaves a gap, goes on; and appends as anybody. */
    private void goOn(Ledger ledger, PartitionLog log) {
        long end = log.highWatermark();
        Map<Long, RecordBatch> last = new HashMap<>();
        if (!ledger.isCompacted()) {
            for (RecordBatch batch : batches(log)) {
                if (batch.hasProducerId() && !batch.isTransactional()) {
                    last.put(batch.producerId(), batch);
                }
            }
        }
        last.forEach((producer, batch) -> {
            int next = batch.lastSequence() + 1;
            assertThatThrownBy(() -> TestStore.append(log, Keyed.from(producer, 0, next + 1, "key0=gap")))
                    .isInstanceOf(OutOfOrderSequenceException.class);
            ByteBuffer asSent =
                    ByteBuffer.wrap(bytes((MutableRecordBatch) batch)).putLong(0, 0);
            Appended again = TestStore.append(log, MemoryRecords.readableRecords(asSent));
            assertThat(again.duplicate())
                    .as("offset %d of %s is known again", batch.baseOffset(), ledger)
                    .isTrue();
            assertThat(again.baseOffset()).isEqualTo(batch.baseOffset());
            TestStore.append(log, Keyed.from(producer, 0, next, "key0=next"));
        });
        assertThat(TestStore.append(log, Keyed.of("key0=after")).baseOffset()).isEqualTo(end + last.size());
    }
}
